# Not encrypted: alarms cannot publish to a topic with the AWS managed key aws/sns, and they hold only numbers.
resource "aws_sns_topic" "alarms" {
  name = "${var.name}-alarms"
}

resource "aws_sns_topic_subscription" "alarms" {
  count     = local.has_alarm_email ? 1 : 0
  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = var.alarm_email
}

locals {
  of_function = { FunctionName = aws_lambda_function.tattletail.function_name }
  of_service  = { service = "cloudtrail-tattletail" }

  # Where nothing else is said: more than 0 in five minutes.
  alarms = {
    errors = {
      description = "Invocations fail. The log says why. Lambda retries them twice, a queue five times."
      namespace   = "AWS/Lambda"
      metric      = "Errors"
      dimensions  = local.of_function
    }
    throttles = {
      description = "The account or the function has no concurrency left. Alerts come late."
      namespace   = "AWS/Lambda"
      metric      = "Throttles"
      dimensions  = local.of_function
      periods     = 3
    }
    failed-events = {
      description = "Lambda gave up on events. They are in the state bucket, below aws/lambda/async/, and can be replayed."
      namespace   = "AWS/Lambda"
      metric      = "AsyncEventsDropped"
      dimensions  = local.of_function
    }
    lost-events = {
      description = "Lambda could not keep events that failed. They are lost; scan the log files of this time."
      namespace   = "AWS/Lambda"
      metric      = "DestinationDeliveryFailures"
      dimensions  = local.of_function
    }
    undelivered = {
      description = "Alerts could not be delivered. The log names the destination."
      namespace   = "cloudtrail-tattletail"
      metric      = "undelivered"
      dimensions  = local.of_service
    }
    broken-config = {
      description = "The config is broken. The last good one stays in use, until the function starts anew."
      namespace   = "cloudtrail-tattletail"
      metric      = "brokenConfig"
      dimensions  = local.of_service
    }
    malformed = {
      description = "Messages came that can never be read. The log says why."
      namespace   = "cloudtrail-tattletail"
      metric      = "malformed"
      dimensions  = local.of_service
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "tattletail" {
  for_each            = local.alarms
  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value.description
  namespace           = each.value.namespace
  metric_name         = each.value.metric
  dimensions          = each.value.dimensions
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = lookup(each.value, "periods", 1)
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
}

# CloudTrail writes about every five minutes, so an hour without a log file is a broken trail or trigger.
resource "aws_cloudwatch_metric_alarm" "silence" {
  alarm_name          = "${var.name}-silence"
  alarm_description   = "No log file came for an hour. Does the trail log, and does its bucket notify?"
  namespace           = "cloudtrail-tattletail"
  metric_name         = "logFiles"
  dimensions          = local.of_service
  statistic           = "Sum"
  period              = 3600
  evaluation_periods  = 1
  threshold           = 1
  comparison_operator = "LessThanThreshold"
  treat_missing_data  = "breaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
}

# ApproximateAgeOfOldestMessage is in seconds, AsyncEventAge in milliseconds.
resource "aws_cloudwatch_metric_alarm" "delay" {
  alarm_name          = "${var.name}-delay"
  alarm_description   = "Log files wait for more than 15 minutes."
  namespace           = local.is_sqs ? "AWS/SQS" : "AWS/Lambda"
  metric_name         = local.is_sqs ? "ApproximateAgeOfOldestMessage" : "AsyncEventAge"
  dimensions          = local.is_sqs ? { QueueName = one(aws_sqs_queue.trail[*].name) } : local.of_function
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  threshold           = local.is_sqs ? 900 : 900000
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
}

resource "aws_cloudwatch_metric_alarm" "dead_letters" {
  count               = local.is_sqs ? 1 : 0
  alarm_name          = "${var.name}-dead-letters"
  alarm_description   = "The function gave up on messages. They are in the dead-letter queue, and can be replayed."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = aws_sqs_queue.dead_letters[0].name }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
}
