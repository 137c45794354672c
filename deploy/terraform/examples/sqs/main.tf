# A queue holds log files for two weeks while the function cannot work, and gives it 100 of them at a time.
module "tattletail" {
  source = "../.."

  trail_bucket         = "my-trail"
  trigger              = "sqs"
  reserved_concurrency = 10
  zip_url              = "https://github.com/example/cloudtrail-tattletail/releases/download/v1.0.0/cloudtrail-tattletail.zip"
  zip_sha256           = "0000000000000000000000000000000000000000000000000000000000000000"
  config_bucket        = "my-config"
  alarm_email          = "ops@example.com"
}

resource "aws_s3_bucket_notification" "trail" {
  bucket = "my-trail"

  queue {
    queue_arn     = module.tattletail.queue_arn
    events        = ["s3:ObjectCreated:*", "s3:ObjectRemoved:*"]
    filter_prefix = module.tattletail.log_files
  }
}
