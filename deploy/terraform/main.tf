data "aws_partition" "current" {}
data "aws_region" "current" {}
data "aws_caller_identity" "current" {}

locals {
  partition  = data.aws_partition.current.partition
  url_suffix = data.aws_partition.current.dns_suffix
  region     = data.aws_region.current.region
  account    = data.aws_caller_identity.current.account_id

  is_s3          = var.trigger == "s3"
  is_eventbridge = var.trigger == "eventbridge"
  is_sns         = var.trigger == "sns"
  is_sqs         = var.trigger == "sqs"

  has_trail_topic     = var.trail_topic != null
  makes_topic         = local.is_sns && !local.has_trail_topic
  subscribes_queue    = local.is_sqs && local.has_trail_topic
  has_trail_key       = var.trail_key_arn != ""
  verifies_digests    = var.verify_digests == "on"
  has_config_in_s3    = var.config_bucket != ""
  has_config_includes = local.has_config_in_s3 && var.config_includes != ""
  has_secret          = var.secret_parameter != ""
  has_secret_key      = local.has_secret && var.secret_key_arn != ""
  has_mail            = var.mail_from != ""
  has_alert_topic     = var.alert_topic_arn != ""
  has_alert_bus       = var.alert_bus_arn != ""
  has_alarm_email     = var.alarm_email != ""
  has_ledger          = var.ledger == "on"
  has_zip_url         = var.zip_url != ""

  # AWS gives SHA-256 in base64. Terraform has no function for that: each byte becomes a character, and ISO-8859-1 makes
  # bytes of them again.
  zip_sha256 = textencodebase64(
    jsondecode("\"${join("", [for byte in regexall("..", var.zip_sha256) : "\\u00${byte}"])}\""),
    "ISO-8859-1",
  )

  trail_account = var.trail_bucket_account == "" ? local.account : var.trail_bucket_account
  trail_arn     = "arn:${local.partition}:s3:::${var.trail_bucket}"
  log_files     = "${var.trail_prefix == "" ? "" : "${var.trail_prefix}/"}AWSLogs/${var.organization_id == "" ? "" : "${var.organization_id}/"}"
  trail_topic   = local.has_trail_topic ? one(var.trail_topic[*].arn) : one(aws_sns_topic.trail[*].arn)
}

resource "aws_lambda_function" "tattletail" {
  function_name                  = var.name
  description                    = "Alerts people about CloudTrail records that match jq rules."
  runtime                        = "nodejs24.x"
  architectures                  = ["arm64"]
  handler                        = "index.handler"
  filename                       = local.has_zip_url ? null : var.zip_path
  s3_bucket                      = local.has_zip_url ? aws_s3_object.zip[0].bucket : null
  s3_key                         = local.has_zip_url ? aws_s3_object.zip[0].key : null
  source_code_hash               = local.has_zip_url ? local.zip_sha256 : filebase64sha256(var.zip_path)
  role                           = aws_iam_role.tattletail.arn
  memory_size                    = var.memory_size
  timeout                        = var.timeout
  reserved_concurrent_executions = var.reserved_concurrency

  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.tattletail.name
  }

  environment {
    variables = merge(
      local.has_ledger ? { TATTLETAIL_LEDGER = "s3://${aws_s3_bucket.state.bucket}/claims" } : {},
      local.has_config_in_s3 ? { S3_CONFIG_BUCKET = var.config_bucket, S3_CONFIG_PATH = var.config_key } : {},
    )
  }

  lifecycle {
    precondition {
      condition     = local.has_zip_url ? var.zip_path == "" : var.zip_path != ""
      error_message = "The module needs the zip: either zip_path or zip_url must be set."
    }

    precondition {
      condition     = !local.has_zip_url || var.zip_sha256 != ""
      error_message = "A zip from zip_url needs zip_sha256, which tells it from another one."
    }
  }
}

data "http" "zip" {
  count = local.has_zip_url ? 1 : 0
  url   = var.zip_url
}

# A new hash is a new key, which updates the function.
resource "aws_s3_object" "zip" {
  count              = local.has_zip_url ? 1 : 0
  bucket             = aws_s3_bucket.state.id
  key                = "code/${var.zip_sha256}.zip"
  content_base64     = data.http.zip[0].response_body_base64
  checksum_algorithm = "SHA256"

  lifecycle {
    postcondition {
      condition     = self.checksum_sha256 == local.zip_sha256
      error_message = "The zip behind zip_url is not the one with zip_sha256."
    }
  }
}

resource "aws_cloudwatch_log_group" "tattletail" {
  name              = "/aws/lambda/${var.name}"
  retention_in_days = var.log_retention_days
}

# Two retries, after one and two minutes, then the event goes to the state bucket.
resource "aws_lambda_function_event_invoke_config" "tattletail" {
  function_name          = aws_lambda_function.tattletail.function_name
  qualifier              = "$LATEST"
  maximum_retry_attempts = 2

  destination_config {
    on_failure {
      destination = aws_s3_bucket.state.arn
    }
  }

  depends_on = [aws_iam_role_policy.tattletail]
}
