module "tattletail" {
  source = "../.."

  trail_bucket = "my-trail"
  zip_path     = "cloudtrail-tattletail.zip"
  alarm_email  = "ops@example.com"
}

# The bucket's notifications are one resource: if the bucket has others, add this line to them.
resource "aws_s3_bucket_notification" "trail" {
  bucket      = "my-trail"
  eventbridge = true
}
