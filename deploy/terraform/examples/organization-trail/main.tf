# In the log archive account, which owns the bucket of the organisation's trail.
module "tattletail" {
  source = "../.."

  trail_bucket    = "my-organization-trail"
  organization_id = "o-exampleorgid"
  trail_key_arn   = "arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555"
  zip_path        = "cloudtrail-tattletail.zip"
  config_bucket   = "my-config"
  config_includes = "rules/"
  alarm_email     = "ops@example.com"
}

resource "aws_s3_bucket_notification" "trail" {
  bucket      = "my-organization-trail"
  eventbridge = true
}
