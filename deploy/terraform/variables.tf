variable "name" {
  description = "The name of the function, and what the names of everything else begin with."
  type        = string
  default     = "cloudtrail-tattletail"
}

variable "trail_bucket" {
  description = "The bucket that CloudTrail writes log files to. It must be in this region."
  type        = string
}

variable "trail_bucket_account" {
  description = "The account that owns this bucket, if it is another one."
  type        = string
  default     = ""
}

variable "trail_prefix" {
  description = "The prefix of the trail, if it has one, without a slash at its end. It stands before AWSLogs/ in every key."
  type        = string
  default     = ""

  validation {
    condition     = can(regex("^([A-Za-z0-9!_.'()/-]*[A-Za-z0-9!_.'()-])?$", var.trail_prefix))
    error_message = "It must not have a slash at its end, nor wildcards."
  }
}

variable "organization_id" {
  description = "For the trail of an organisation, its ID (o-...). Only log files of this organisation are read."
  type        = string
  default     = ""

  validation {
    condition     = can(regex("^(o-[a-z0-9]{10,32})?$", var.organization_id))
    error_message = "It must be the ID of an organisation: o-..."
  }
}

variable "trail_key_arn" {
  description = "The KMS key that encrypts the log files, if there is one."
  type        = string
  default     = ""
}

variable "verify_digests" {
  description = "Whether the role may verify the digests of the trail, as [trail] verify_digests in the config does: on or off."
  type        = string
  default     = "off"

  validation {
    condition     = contains(["on", "off"], var.verify_digests)
    error_message = "It must be on or off."
  }
}

variable "trigger" {
  description = "What invokes the function: eventbridge, s3, sns or sqs. docs/deploy.md compares them."
  type        = string
  default     = "eventbridge"

  validation {
    condition     = contains(["eventbridge", "s3", "sns", "sqs"], var.trigger)
    error_message = "It must be eventbridge, s3, sns or sqs."
  }
}

variable "trail_topic_arn" {
  description = "For sns and sqs, a topic that the bucket notifies already. Without one, sns makes a topic, and the bucket notifies the queue of sqs itself."
  type        = string
  default     = ""
}

variable "zip_path" {
  description = "The path of cloudtrail-tattletail.zip on this machine. Empty if zip_url says where to get it."
  type        = string
  default     = ""
}

variable "zip_url" {
  description = "Where to download the zip from, such as a release."
  type        = string
  default     = ""
}

variable "zip_sha256" {
  description = "The SHA-256 of the zip behind zip_url, in hexadecimal digits, as SHA256SUMS has it. Another zip is refused."
  type        = string
  default     = ""
}

variable "config_bucket" {
  description = "The bucket of tattletail.toml. Empty if the config is in the zip."
  type        = string
  default     = ""
}

variable "config_key" {
  description = "The key of the config in that bucket."
  type        = string
  default     = "tattletail.toml"
}

variable "config_includes" {
  description = "What the keys of the files begin with that the config includes, such as rules/. Empty if it includes none."
  type        = string
  default     = ""
}

variable "secret_parameter" {
  description = "The name of the parameter in Systems Manager that holds a secret of the config, such as the URL of a webhook. It begins with a slash."
  type        = string
  default     = ""

  validation {
    condition     = can(regex("^(/[A-Za-z0-9/_.-]+)?$", var.secret_parameter))
    error_message = "It must be the name of a parameter that begins with a slash."
  }
}

variable "secret_key_arn" {
  description = "The KMS key of this parameter, if it is not the AWS managed key aws/ssm."
  type        = string
  default     = ""
}

variable "mail_from" {
  description = "The from_email of the config, for alerts by mail. SES must have verified it or its domain in this region."
  type        = string
  default     = ""
}

variable "alert_topic_arn" {
  description = "The topic of the config, for alerts by SNS."
  type        = string
  default     = ""
}

variable "alert_bus_arn" {
  description = "The event bus of the config, for alerts by EventBridge."
  type        = string
  default     = ""
}

variable "extra_policy_arn" {
  description = "A managed policy for what the other variables do not allow, such as a second topic."
  type        = string
  default     = ""
}

variable "alarm_email" {
  description = "Who gets a mail when the function fails or hears nothing. Empty if you subscribe to the topic of alarms yourself."
  type        = string
  default     = ""
}

variable "ledger" {
  description = "Whether alerts are deduplicated across invocations, by claims in the state bucket: on or off."
  type        = string
  default     = "on"

  validation {
    condition     = contains(["on", "off"], var.ledger)
    error_message = "It must be on or off."
  }
}

variable "log_retention_days" {
  description = "How long CloudWatch keeps the function's logs."
  type        = number
  default     = 90
}

variable "memory_size" {
  description = "In MB. More memory is a faster processor too."
  type        = number
  default     = 512
}

variable "timeout" {
  description = "In seconds, up to 900."
  type        = number
  default     = 300
}

variable "reserved_concurrency" {
  description = "How many invocations may run at a time, 2 or more. Null for no limit but that of the account."
  type        = number
  default     = null
}
