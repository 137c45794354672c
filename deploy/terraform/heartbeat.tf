resource "aws_cloudwatch_event_rule" "heartbeat" {
  count               = local.has_ledger ? 1 : 0
  name                = "${var.name}-heartbeat"
  description         = "Asks the function which accounts and regions have become silent"
  schedule_expression = "rate(15 minutes)"
}

resource "aws_cloudwatch_event_target" "heartbeat" {
  count     = local.has_ledger ? 1 : 0
  rule      = aws_cloudwatch_event_rule.heartbeat[0].name
  target_id = "function"
  arn       = aws_lambda_function.tattletail.arn
  input     = jsonencode({ tattletail = "heartbeat" })
}

resource "aws_lambda_permission" "heartbeat" {
  count         = local.has_ledger ? 1 : 0
  function_name = aws_lambda_function.tattletail.function_name
  action        = "lambda:InvokeFunction"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.heartbeat[0].arn
}

# Two heartbeats, so that a late one does not end the alarm.
resource "aws_cloudwatch_metric_alarm" "silent_regions" {
  count               = local.has_ledger ? 1 : 0
  alarm_name          = "${var.name}-silent-regions"
  alarm_description   = "Accounts and regions that used to write log files do not. The log of the heartbeat counts them."
  namespace           = "cloudtrail-tattletail"
  metric_name         = "silent"
  dimensions          = local.of_service
  statistic           = "Maximum"
  period              = 1800
  evaluation_periods  = 1
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
}
