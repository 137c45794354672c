# The ARN of a bucket has no account in it. Without source_account, a stranger who makes a bucket of this name after it
# was deleted could invoke the function.
resource "aws_lambda_permission" "bucket" {
  count          = local.is_s3 ? 1 : 0
  function_name  = aws_lambda_function.tattletail.function_name
  action         = "lambda:InvokeFunction"
  principal      = "s3.amazonaws.com"
  source_arn     = local.trail_arn
  source_account = local.trail_account
}

resource "aws_cloudwatch_event_rule" "trail" {
  count       = local.is_eventbridge ? 1 : 0
  name        = var.name
  description = "New log files of the trail"

  event_pattern = jsonencode({
    source        = ["aws.s3"]
    "detail-type" = ["Object Created"]
    detail = {
      bucket = { name = [var.trail_bucket] }
      object = { key = [{ prefix = local.log_files }] }
    }
  })
}

resource "aws_cloudwatch_event_target" "trail" {
  count     = local.is_eventbridge ? 1 : 0
  rule      = aws_cloudwatch_event_rule.trail[0].name
  target_id = "function"
  arn       = aws_lambda_function.tattletail.arn
}

resource "aws_lambda_permission" "rule" {
  count         = local.is_eventbridge ? 1 : 0
  function_name = aws_lambda_function.tattletail.function_name
  action        = "lambda:InvokeFunction"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.trail[0].arn
}

# What a lifecycle rule removes has another reason, and is no news (S3 User Guide, "EventBridge event message structure").
resource "aws_cloudwatch_event_rule" "removed" {
  count       = local.is_eventbridge ? 1 : 0
  name        = "${var.name}-removed"
  description = "Log files of the trail that somebody removed"

  event_pattern = jsonencode({
    source        = ["aws.s3"]
    "detail-type" = ["Object Deleted"]
    detail = {
      reason = ["DeleteObject"]
      bucket = { name = [var.trail_bucket] }
      object = { key = [{ prefix = local.log_files }] }
    }
  })
}

resource "aws_cloudwatch_event_target" "removed" {
  count     = local.is_eventbridge ? 1 : 0
  rule      = aws_cloudwatch_event_rule.removed[0].name
  target_id = "function"
  arn       = aws_lambda_function.tattletail.arn
}

resource "aws_lambda_permission" "rule_of_removed" {
  count         = local.is_eventbridge ? 1 : 0
  function_name = aws_lambda_function.tattletail.function_name
  action        = "lambda:InvokeFunction"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.removed[0].arn
}

resource "aws_sns_topic" "trail" {
  count = local.makes_topic ? 1 : 0
  name  = "${var.name}-trail"
}

resource "aws_sns_topic_policy" "trail" {
  count  = local.makes_topic ? 1 : 0
  arn    = aws_sns_topic.trail[0].arn
  policy = data.aws_iam_policy_document.topic[0].json
}

data "aws_iam_policy_document" "topic" {
  count = local.makes_topic ? 1 : 0

  statement {
    sid       = "TrailBucket"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.trail[0].arn]

    principals {
      type        = "Service"
      identifiers = ["s3.amazonaws.com"]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [local.trail_arn]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.trail_account]
    }
  }
}

resource "aws_lambda_permission" "topic" {
  count         = local.is_sns ? 1 : 0
  function_name = aws_lambda_function.tattletail.function_name
  action        = "lambda:InvokeFunction"
  principal     = "sns.amazonaws.com"
  source_arn    = local.trail_topic
}

resource "aws_sns_topic_subscription" "function" {
  count      = local.is_sns ? 1 : 0
  topic_arn  = local.trail_topic
  protocol   = "lambda"
  endpoint   = aws_lambda_function.tattletail.arn
  depends_on = [aws_lambda_permission.topic]
}

# A queue must hide a message for six times the timeout of the function, and for the batch window (Lambda Developer
# Guide, "Configuring a queue to use with Lambda").
resource "aws_sqs_queue" "trail" {
  count                      = local.is_sqs ? 1 : 0
  name                       = "${var.name}-trail"
  visibility_timeout_seconds = 6 * var.timeout + 5
  message_retention_seconds  = 1209600
  sqs_managed_sse_enabled    = true

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead_letters[0].arn
    maxReceiveCount     = 5
  })
}

resource "aws_sqs_queue" "dead_letters" {
  count                     = local.is_sqs ? 1 : 0
  name                      = "${var.name}-dead-letters"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
}

resource "aws_sqs_queue_policy" "trail" {
  count     = local.is_sqs ? 1 : 0
  queue_url = aws_sqs_queue.trail[0].id
  policy    = data.aws_iam_policy_document.queue[0].json
}

data "aws_iam_policy_document" "queue" {
  count = local.is_sqs ? 1 : 0

  dynamic "statement" {
    for_each = local.has_trail_topic ? [1] : []

    content {
      sid       = "TrailTopic"
      actions   = ["sqs:SendMessage"]
      resources = [aws_sqs_queue.trail[0].arn]

      principals {
        type        = "Service"
        identifiers = ["sns.amazonaws.com"]
      }

      condition {
        test     = "ArnEquals"
        variable = "aws:SourceArn"
        values   = [local.trail_topic]
      }
    }
  }

  dynamic "statement" {
    for_each = local.has_trail_topic ? [] : [1]

    content {
      sid       = "TrailBucket"
      actions   = ["sqs:SendMessage"]
      resources = [aws_sqs_queue.trail[0].arn]

      principals {
        type        = "Service"
        identifiers = ["s3.amazonaws.com"]
      }

      condition {
        test     = "ArnEquals"
        variable = "aws:SourceArn"
        values   = [local.trail_arn]
      }

      condition {
        test     = "StringEquals"
        variable = "aws:SourceAccount"
        values   = [local.trail_account]
      }
    }
  }
}

resource "aws_sns_topic_subscription" "queue" {
  count      = local.subscribes_queue ? 1 : 0
  topic_arn  = local.trail_topic
  protocol   = "sqs"
  endpoint   = aws_sqs_queue.trail[0].arn
  depends_on = [aws_sqs_queue_policy.trail]
}

# More than 10 messages in a batch need a batch window.
resource "aws_lambda_event_source_mapping" "queue" {
  count                              = local.is_sqs ? 1 : 0
  function_name                      = aws_lambda_function.tattletail.arn
  event_source_arn                   = aws_sqs_queue.trail[0].arn
  batch_size                         = 100
  maximum_batching_window_in_seconds = 5
  function_response_types            = ["ReportBatchItemFailures"]

  dynamic "scaling_config" {
    for_each = var.reserved_concurrency == null ? [] : [var.reserved_concurrency]

    content {
      maximum_concurrency = scaling_config.value
    }
  }

  depends_on = [aws_iam_role_policy.tattletail]
}
