mock_provider "aws" {}
mock_provider "http" {}

variables {
  trail_bucket = "my-trail"
  zip_path     = "main.tf" # any file
}

run "values_that_no_variable_may_have" {
  command = plan

  variables {
    name                 = "-tattletail"
    trail_bucket         = ""
    trail_bucket_account = "1111"
    trail_prefix         = "logs/"
    organization_id      = "exampleorgid"
    trail_key_arn        = "alias/trail"
    verify_digests       = "yes"
    trigger              = "kinesis"
    trail_topic          = { arn = "arn:aws:sns:eu-central-1:111122223333:trail.fifo" }
    zip_sha256           = "abc"
    config_bucket        = "s3://my-config"
    config_key           = "*"
    config_includes      = "rules/*"
    secret_parameter     = "slack"
    secret_key_arn       = "alias/secrets"
    mail_from            = "*@example.com"
    alert_topic_arn      = "alerts"
    alert_bus_arn        = "default"
    extra_policy_arns    = ["AdministratorAccess"]
    alarm_email          = "ops"
    ledger               = "yes"
    memory_size          = 128
    timeout              = 30
    reserved_concurrency = 1
  }

  expect_failures = [
    var.name, var.trail_bucket, var.trail_bucket_account, var.trail_prefix, var.organization_id, var.trail_key_arn,
    var.verify_digests, var.trigger, var.trail_topic, var.zip_sha256, var.config_bucket, var.config_key,
    var.config_includes, var.secret_parameter, var.secret_key_arn, var.mail_from, var.alert_topic_arn,
    var.alert_bus_arn, var.extra_policy_arns, var.alarm_email, var.ledger, var.memory_size, var.timeout,
    var.reserved_concurrency,
  ]
}
