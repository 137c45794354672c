resource "aws_iam_role" "tattletail" {
  name_prefix        = substr("${var.name}-", 0, 38)
  assume_role_policy = data.aws_iam_policy_document.assume.json
}

data "aws_iam_policy_document" "assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role_policy" "tattletail" {
  name   = "cloudtrail-tattletail"
  role   = aws_iam_role.tattletail.id
  policy = data.aws_iam_policy_document.tattletail.json
}

resource "aws_iam_role_policy_attachment" "extra" {
  count      = length(var.extra_policy_arns)
  role       = aws_iam_role.tattletail.name
  policy_arn = var.extra_policy_arns[count.index]
}

# The same statements as in deploy/template.yaml, which a test compares.
data "aws_iam_policy_document" "tattletail" {
  statement {
    sid       = "Logs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.tattletail.arn}:*"]
  }

  statement {
    sid       = "LogFiles"
    actions   = ["s3:GetObject", "s3:GetObjectVersion"]
    resources = ["${local.trail_arn}/${local.log_files}*"]
  }

  dynamic "statement" {
    for_each = local.has_trail_key ? [1] : []

    content {
      sid       = "KeyOfLogFiles"
      actions   = ["kms:Decrypt"]
      resources = [var.trail_key_arn]

      condition {
        test     = "StringEquals"
        variable = "kms:ViaService"
        values   = ["s3.${local.region}.${local.url_suffix}"]
      }
    }
  }

  # CloudTrail has no resource for its public keys. To list log files has no condition on s3:prefix: it would keep S3 from
  # saying that an object is gone, since a GetObject has no prefix, and S3 then answers 403.
  dynamic "statement" {
    for_each = local.verifies_digests ? [1] : []

    content {
      sid       = "PublicKeys"
      actions   = ["cloudtrail:ListPublicKeys"]
      resources = ["*"]
    }
  }

  dynamic "statement" {
    for_each = local.verifies_digests ? [1] : []

    content {
      sid       = "ListLogFiles"
      actions   = ["s3:ListBucket"]
      resources = [local.trail_arn]
    }
  }

  dynamic "statement" {
    for_each = local.has_ledger ? [1] : []

    content {
      sid       = "Ledger"
      actions   = ["s3:GetObject", "s3:PutObject"]
      resources = ["${aws_s3_bucket.state.arn}/claims/*"]
    }
  }

  # Lambda writes failed events with the role of the function, and lists the bucket (Lambda Developer Guide, "Capturing
  # records of asynchronous invocations"). The ledger learns from a 404 that a claim has expired: without s3:ListBucket,
  # S3 answers 403.
  statement {
    sid       = "FailedEvents"
    actions   = ["s3:PutObject"]
    resources = ["${aws_s3_bucket.state.arn}/aws/lambda/async/*"]
  }

  statement {
    sid       = "ListLedgerAndFailedEvents"
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.state.arn]
  }

  dynamic "statement" {
    for_each = local.has_config_in_s3 ? [1] : []

    content {
      sid       = "Config"
      actions   = ["s3:GetObject"]
      resources = ["arn:${local.partition}:s3:::${var.config_bucket}/${var.config_key}"]
    }
  }

  dynamic "statement" {
    for_each = local.has_config_includes ? [1] : []

    content {
      sid       = "ConfigIncludes"
      actions   = ["s3:GetObject"]
      resources = ["arn:${local.partition}:s3:::${var.config_bucket}/${var.config_includes}*"]
    }
  }

  dynamic "statement" {
    for_each = local.has_config_includes ? [1] : []

    content {
      sid       = "ListConfigIncludes"
      actions   = ["s3:ListBucket"]
      resources = ["arn:${local.partition}:s3:::${var.config_bucket}"]

      condition {
        test     = "StringLike"
        variable = "s3:prefix"
        values   = ["${var.config_includes}*"]
      }
    }
  }

  dynamic "statement" {
    for_each = local.has_secret ? [1] : []

    content {
      sid       = "Secret"
      actions   = ["ssm:GetParameter"]
      resources = ["arn:${local.partition}:ssm:${local.region}:${local.account}:parameter${var.secret_parameter}"]
    }
  }

  dynamic "statement" {
    for_each = local.has_secret_key ? [1] : []

    content {
      sid       = "KeyOfSecret"
      actions   = ["kms:Decrypt"]
      resources = [var.secret_key_arn]

      condition {
        test     = "StringEquals"
        variable = "kms:ViaService"
        values   = ["ssm.${local.region}.${local.url_suffix}"]
      }
    }
  }

  dynamic "statement" {
    for_each = local.has_mail ? [1] : []

    content {
      sid     = "Mail"
      actions = ["ses:SendEmail"]
      resources = [
        "arn:${local.partition}:ses:${local.region}:${local.account}:identity/${var.mail_from}",
        "arn:${local.partition}:ses:${local.region}:${local.account}:identity/${split("@", var.mail_from)[1]}",
        # SES asks about the configuration_set of the config too, if it has one.
        "arn:${local.partition}:ses:${local.region}:${local.account}:configuration-set/*",
      ]

      condition {
        test     = "StringEquals"
        variable = "ses:FromAddress"
        values   = [var.mail_from]
      }
    }
  }

  dynamic "statement" {
    for_each = local.has_alert_topic ? [1] : []

    content {
      sid       = "Topic"
      actions   = ["sns:Publish"]
      resources = [var.alert_topic_arn]
    }
  }

  dynamic "statement" {
    for_each = local.has_alert_bus ? [1] : []

    content {
      sid       = "Bus"
      actions   = ["events:PutEvents"]
      resources = [var.alert_bus_arn]
    }
  }

  dynamic "statement" {
    for_each = local.is_sqs ? [1] : []

    content {
      sid       = "Queue"
      actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
      resources = [aws_sqs_queue.trail[0].arn]
    }
  }
}
