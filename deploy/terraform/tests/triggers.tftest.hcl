# Plans with the real provider, which needs no account for that.
provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

override_data {
  target = data.aws_caller_identity.current
  values = { account_id = "111122223333" }
}

override_resource {
  target          = aws_sns_topic.trail
  override_during = plan
  values          = { arn = "arn:aws:sns:eu-central-1:111122223333:cloudtrail-tattletail-trail" }
}

variables {
  trail_bucket    = "my-trail"
  trail_prefix    = "logs"
  organization_id = "o-exampleorgid"
  zip_path        = "main.tf" # any file
}

run "eventbridge" {
  command = plan

  assert {
    condition = [for rule in [aws_cloudwatch_event_rule.trail[0], aws_cloudwatch_event_rule.removed[0]] :
    jsondecode(rule.event_pattern).detail.object.key[0].prefix] == ["logs/AWSLogs/o-exampleorgid/", "logs/AWSLogs/o-exampleorgid/"]
    error_message = "The rules must match log files of the organisation."
  }

  assert {
    condition     = length(aws_sqs_queue.trail) + length(aws_sns_topic.trail) + length(aws_lambda_permission.bucket) == 0
    error_message = "EventBridge needs neither a queue nor a topic, and the bucket no permission."
  }
}

run "s3" {
  command = plan

  variables {
    trigger              = "s3"
    trail_bucket_account = "444455556666"
  }

  assert {
    condition     = aws_lambda_permission.bucket[0].source_account == "444455556666"
    error_message = "Only the bucket of its owner may invoke the function."
  }

  assert {
    condition     = length(aws_cloudwatch_event_rule.trail) + length(aws_sqs_queue.trail) + length(aws_sns_topic.trail) == 0
    error_message = "S3 invokes the function itself."
  }
}

run "sns" {
  command = plan

  variables {
    trigger = "sns"
  }

  assert {
    condition     = one(data.aws_iam_policy_document.topic[0].statement[*].sid) == "TrailBucket"
    error_message = "The bucket must be allowed to notify the topic."
  }

  assert {
    condition     = output.trail_topic_arn == "arn:aws:sns:eu-central-1:111122223333:cloudtrail-tattletail-trail"
    error_message = "The bucket must notify the topic that is made."
  }
}

run "sns_with_a_topic" {
  command = plan

  variables {
    trigger     = "sns"
    trail_topic = { arn = "arn:aws:sns:eu-central-1:111122223333:trail" }
  }

  assert {
    condition     = length(aws_sns_topic.trail) == 0 && aws_sns_topic_subscription.function[0].topic_arn == "arn:aws:sns:eu-central-1:111122223333:trail"
    error_message = "The function must subscribe to the topic that there is."
  }
}

run "sqs" {
  command = plan

  variables {
    trigger              = "sqs"
    timeout              = 900
    reserved_concurrency = 10
  }

  assert {
    condition     = one(data.aws_iam_policy_document.queue[0].statement[*].sid) == "TrailBucket"
    error_message = "The bucket must be allowed to notify the queue."
  }

  assert {
    condition     = aws_sqs_queue.trail[0].visibility_timeout_seconds == 5405
    error_message = "The queue must hide messages for six times the timeout, and the batch window."
  }

  assert {
    condition     = aws_lambda_event_source_mapping.queue[0].scaling_config[0].maximum_concurrency == 10
    error_message = "The queue must not invoke the function more often than it may run."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.delay.namespace == "AWS/SQS" && length(aws_cloudwatch_metric_alarm.dead_letters) == 1
    error_message = "The alarms must watch the queues."
  }
}

run "sqs_with_a_topic" {
  command = plan

  variables {
    trigger     = "sqs"
    trail_topic = { arn = "arn:aws:sns:eu-central-1:111122223333:trail" }
  }

  assert {
    condition     = one(data.aws_iam_policy_document.queue[0].statement[*].sid) == "TrailTopic" && length(aws_sns_topic_subscription.queue) == 1
    error_message = "The queue must subscribe to the topic, and take messages of it alone."
  }
}
