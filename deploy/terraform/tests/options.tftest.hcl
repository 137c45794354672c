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

variables {
  trail_bucket = "my-trail"
  zip_path     = "main.tf" # any file
}

run "no_option" {
  command = plan

  assert {
    condition     = join(" ", data.aws_iam_policy_document.tattletail.statement[*].sid) == "Logs LogFiles Ledger FailedEvents ListLedgerAndFailedEvents"
    error_message = "The role may do what the function always needs, and nothing else."
  }

  assert {
    condition     = length(aws_iam_role_policy_attachment.extra) + length(aws_sns_topic_subscription.alarms) == 0
    error_message = "Nobody is subscribed, and no policy attached, that nobody asked for."
  }
}

run "every_option" {
  command = plan

  variables {
    # The longest, and with what a bucket's name cannot have.
    name                 = "Cloudtrail_Tattletail_of_the_Security_Account_in_Audit"
    trail_bucket_account = "444455556666"
    trail_prefix         = "logs"
    organization_id      = "o-exampleorgid"
    trail_key_arn        = "arn:aws:kms:eu-central-1:111122223333:key/11111111-2222-3333-4444-555555555555"
    verify_digests       = "on"
    trigger              = "sqs"
    trail_topic          = { arn = "arn:aws:sns:eu-central-1:111122223333:trail" }
    config_bucket        = "my-config"
    config_includes      = "rules/"
    secret_parameter     = "/tattletail/slack"
    secret_key_arn       = "arn:aws:kms:eu-central-1:111122223333:key/66666666-7777-8888-9999-000000000000"
    mail_from            = "tattletail@example.com"
    alert_topic_arn      = "arn:aws:sns:eu-central-1:111122223333:alerts"
    alert_bus_arn        = "arn:aws:events:eu-central-1:111122223333:event-bus/alerts"
    extra_policy_arns    = ["arn:aws:iam::111122223333:policy/more", "arn:aws:iam::aws:policy/CloudWatchLambdaInsightsExecutionRolePolicy"]
    alarm_email          = "ops@example.com"
    log_retention_days   = 3653
    memory_size          = 10240
    timeout              = 900
    reserved_concurrency = 1000
  }

  assert {
    condition     = join(" ", data.aws_iam_policy_document.tattletail.statement[*].sid) == "Logs LogFiles KeyOfLogFiles PublicKeys ListLogFiles Ledger FailedEvents ListLedgerAndFailedEvents Config ConfigIncludes ListConfigIncludes Secret KeyOfSecret Mail Topic Bus Queue"
    error_message = "The role may do what the options need."
  }

  assert {
    condition     = output.log_files == "logs/AWSLogs/o-exampleorgid/"
    error_message = "Only log files of the organisation below the prefix are read."
  }

  assert {
    condition     = length(aws_iam_role_policy_attachment.extra) == 2 && length(aws_sns_topic_subscription.alarms) == 1
    error_message = "The policies are attached, and the address is subscribed."
  }

  assert {
    condition     = aws_s3_bucket.state.bucket_prefix == "cloudtrail-tattletail-of-the-security"
    error_message = "The state bucket has a name that S3 takes."
  }
}

run "null_is_the_default" {
  command = plan

  variables {
    name                 = null
    trail_bucket_account = null
    trail_prefix         = null
    trail_key_arn        = null
    trail_topic          = null
    config_bucket        = null
    mail_from            = null
    extra_policy_arns    = null
    alarm_email          = null
    ledger               = null
    timeout              = null
  }

  assert {
    condition     = join(" ", data.aws_iam_policy_document.tattletail.statement[*].sid) == "Logs LogFiles Ledger FailedEvents ListLedgerAndFailedEvents"
    error_message = "What is null is not given."
  }
}

run "no_ledger" {
  command = plan

  variables {
    ledger = "off"
  }

  assert {
    condition     = !contains(data.aws_iam_policy_document.tattletail.statement[*].sid, "Ledger") && length(aws_cloudwatch_event_rule.heartbeat) == 0
    error_message = "Without a ledger there are neither claims nor a heartbeat."
  }

  assert {
    condition     = length(aws_lambda_function.tattletail.environment) == 0
    error_message = "The function must not be told of a ledger."
  }
}
