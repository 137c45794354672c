output "function_arn" {
  description = "The function."
  value       = aws_lambda_function.tattletail.arn
}

output "role_arn" {
  description = "The role of the function, for the policies of a bucket or key in another account."
  value       = aws_iam_role.tattletail.arn
}

output "state_bucket" {
  description = "The bucket of the ledger and of failed events."
  value       = aws_s3_bucket.state.bucket
}

output "alarm_topic_arn" {
  description = "What the alarms notify."
  value       = aws_sns_topic.alarms.arn
}

output "log_files" {
  description = "What the keys of the log files begin with."
  value       = local.log_files
}

output "trail_topic_arn" {
  description = "For sns, the topic that the bucket must notify."
  value       = local.is_sns ? local.trail_topic : null
}

output "queue_arn" {
  description = "For sqs, the queue that the bucket or the topic must notify."
  value       = one(aws_sqs_queue.trail[*].arn)
}

output "dead_letter_queue_url" {
  description = "For sqs, the queue of messages that the function gave up on."
  value       = one(aws_sqs_queue.dead_letters[*].url)
}
