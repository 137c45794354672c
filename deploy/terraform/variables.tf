variable "name" {
  description = "The name of the function, and what the names of everything else begin with. Up to 54 letters, digits, hyphens and underscores."
  type        = string
  default     = "cloudtrail-tattletail"
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9][A-Za-z0-9_-]{0,53}$", var.name))
    error_message = "It must be up to 54 letters, digits, hyphens and underscores, and not begin with one of these two."
  }
}

variable "trail_bucket" {
  description = "The bucket that CloudTrail writes log files to. It must be in this region."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9._-]{3,255}$", var.trail_bucket))
    error_message = "It must be the name of a bucket."
  }
}

variable "trail_bucket_account" {
  description = "The account that owns this bucket, if it is another one."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^([0-9]{12})?$", var.trail_bucket_account))
    error_message = "It must be the 12 digits of an account."
  }
}

variable "trail_prefix" {
  description = "The prefix of the trail, if it has one, without a slash at its end. It stands before AWSLogs/ in every key."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^([A-Za-z0-9!_.'()/-]*[A-Za-z0-9!_.'()-])?$", var.trail_prefix))
    error_message = "It must not have a slash at its end, nor wildcards."
  }
}

variable "organization_id" {
  description = "For the trail of an organisation, its ID (o-...). Only log files of this organisation are read."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^(o-[a-z0-9]{10,32})?$", var.organization_id))
    error_message = "It must be the ID of an organisation: o-..."
  }
}

variable "trail_key_arn" {
  description = "The KMS key that encrypts the log files, if there is one."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^(arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+)?$", var.trail_key_arn))
    error_message = "It must be the ARN of a key, not of an alias."
  }
}

variable "verify_digests" {
  description = "Whether the role may verify the digests of the trail, as [trail] verify_digests in the config does: on or off."
  type        = string
  default     = "off"
  nullable    = false

  validation {
    condition     = contains(["on", "off"], var.verify_digests)
    error_message = "It must be on or off."
  }
}

variable "trigger" {
  description = "What invokes the function: eventbridge, s3, sns or sqs. docs/deploy.md compares them."
  type        = string
  default     = "eventbridge"
  nullable    = false

  validation {
    condition     = contains(["eventbridge", "s3", "sns", "sqs"], var.trigger)
    error_message = "It must be eventbridge, s3, sns or sqs."
  }
}

# An object: Terraform must know when it plans that there is a topic, and may not know its ARN yet.
variable "trail_topic" {
  description = "For sns and sqs, a topic that the bucket notifies already: its resource, or { arn = ... }. Without one, sns makes a topic, and the bucket notifies the queue of sqs itself."
  type        = object({ arn = string })
  default     = null

  validation {
    condition     = alltrue([for topic in var.trail_topic[*] : can(regex("^arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]+$", topic.arn))])
    error_message = "It must have the ARN of a topic, and not of a FIFO topic."
  }
}

variable "zip_path" {
  description = "The path of cloudtrail-tattletail.zip on this machine. Empty if zip_url says where to get it."
  type        = string
  default     = ""
  nullable    = false
}

variable "zip_url" {
  description = "Where to download the zip from, such as a release."
  type        = string
  default     = ""
  nullable    = false
}

variable "zip_sha256" {
  description = "The SHA-256 of the zip behind zip_url, in hexadecimal digits, as SHA256SUMS has it. Another zip is refused."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^([0-9A-Fa-f]{64})?$", var.zip_sha256))
    error_message = "It must be 64 hexadecimal digits."
  }
}

variable "config_bucket" {
  description = "The bucket of tattletail.toml. Empty if the config is in the zip."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^([A-Za-z0-9._-]{3,255})?$", var.config_bucket))
    error_message = "It must be the name of a bucket."
  }
}

variable "config_key" {
  description = "The key of the config in that bucket."
  type        = string
  default     = "tattletail.toml"
  nullable    = false

  validation {
    condition     = can(regex("^[^*?]+$", var.config_key))
    error_message = "It must be a key without wildcards."
  }
}

variable "config_includes" {
  description = "What the keys of the files begin with that the config includes, such as rules/. Empty if it includes none."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^[^*?]*$", var.config_includes))
    error_message = "It must not have wildcards."
  }
}

variable "secret_parameter" {
  description = "The name of the parameter in Systems Manager that holds a secret of the config, such as the URL of a webhook. It begins with a slash."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^(/[A-Za-z0-9/_.-]+)?$", var.secret_parameter))
    error_message = "It must be the name of a parameter that begins with a slash."
  }
}

variable "secret_key_arn" {
  description = "The KMS key of this parameter, if it is not the AWS managed key aws/ssm."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^(arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+)?$", var.secret_key_arn))
    error_message = "It must be the ARN of a key, not of an alias."
  }
}

variable "mail_from" {
  description = "The from_email of the config, for alerts by mail. SES must have verified it or its domain in this region."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^([^@*?\\s]+@[^@*?\\s]+)?$", var.mail_from))
    error_message = "It must be an address, without a name and without wildcards."
  }
}

variable "alert_topic_arn" {
  description = "The topic of the config, for alerts by SNS."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^(arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_.-]+)?$", var.alert_topic_arn))
    error_message = "It must be the ARN of a topic."
  }
}

variable "alert_bus_arn" {
  description = "The event bus of the config, for alerts by EventBridge."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^(arn:aws[a-z-]*:events:[a-z0-9-]+:[0-9]{12}:event-bus/[A-Za-z0-9/_.-]+)?$", var.alert_bus_arn))
    error_message = "It must be the ARN of an event bus."
  }
}

# A list: Terraform must know when it plans how many there are, and may not know their ARNs yet.
variable "extra_policy_arns" {
  description = "Managed policies for what the other variables do not allow, such as a second topic."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.extra_policy_arns : can(regex("^arn:aws[a-z-]*:iam::([0-9]{12}|aws):policy/.+$", arn))])
    error_message = "Each must be the ARN of a managed policy."
  }
}

variable "alarm_email" {
  description = "Who gets a mail when the function fails or hears nothing. Empty if you subscribe to the topic of alarms yourself."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = can(regex("^([^@\\s]+@[^@\\s]+)?$", var.alarm_email))
    error_message = "It must be an address."
  }
}

variable "ledger" {
  description = "Whether alerts are deduplicated across invocations, by claims in the state bucket: on or off."
  type        = string
  default     = "on"
  nullable    = false

  validation {
    condition     = contains(["on", "off"], var.ledger)
    error_message = "It must be on or off."
  }
}

variable "log_retention_days" {
  description = "How long CloudWatch keeps the function's logs."
  type        = number
  default     = 90
  nullable    = false
}

variable "memory_size" {
  description = "In MB, 256 to 10240. More memory is a faster processor too."
  type        = number
  default     = 512
  nullable    = false

  validation {
    condition     = var.memory_size >= 256 && var.memory_size <= 10240
    error_message = "It must be 256 to 10240."
  }
}

variable "timeout" {
  description = "In seconds, 60 to 900."
  type        = number
  default     = 300
  nullable    = false

  validation {
    condition     = var.timeout >= 60 && var.timeout <= 900
    error_message = "It must be 60 to 900."
  }
}

variable "reserved_concurrency" {
  description = "How many invocations may run at a time, 2 to 1000. Null for no limit but that of the account."
  type        = number
  default     = null

  validation {
    condition     = var.reserved_concurrency == null ? true : var.reserved_concurrency >= 2 && var.reserved_concurrency <= 1000
    error_message = "It must be 2 to 1000."
  }
}
