# The function is in the security account, the bucket in the log archive account. Both are in the same region.
provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias   = "log_archive"
  region  = "us-east-1"
  profile = "log-archive"
}

module "tattletail" {
  source = "../.."

  trail_bucket         = "my-trail"
  trail_bucket_account = "444455556666"
  trail_key_arn        = "arn:aws:kms:us-east-1:444455556666:key/11111111-2222-3333-4444-555555555555"
  trigger              = "sqs"
  zip_path             = "cloudtrail-tattletail.zip"
  alarm_email          = "ops@example.com"
}

# Add these statements to the bucket's policy; a bucket has one, and CloudTrail needs its part of it.
data "aws_iam_policy_document" "trail" {
  statement {
    sid       = "TattletailReadsLogFiles"
    actions   = ["s3:GetObject", "s3:GetObjectVersion"]
    resources = ["arn:aws:s3:::my-trail/${module.tattletail.log_files}*"]

    principals {
      type        = "AWS"
      identifiers = [module.tattletail.role_arn]
    }
  }
}

output "statements_for_the_bucket_policy" {
  value = data.aws_iam_policy_document.trail.json
}

resource "aws_s3_bucket_notification" "trail" {
  provider = aws.log_archive
  bucket   = "my-trail"

  queue {
    queue_arn     = module.tattletail.queue_arn
    events        = ["s3:ObjectCreated:*", "s3:ObjectRemoved:*"]
    filter_prefix = module.tattletail.log_files
  }
}
