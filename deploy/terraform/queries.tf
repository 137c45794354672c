# The texts of deploy/queries/, which a test compares: the module must be complete without the rest of the repository.
locals {
  queries = {
    delay-by-destination      = <<-EOT
      filter message = "Delivery" and status = "delivered"
      | stats pct(delaySeconds, 50) as p50, pct(delaySeconds, 95) as p95, max(delaySeconds) as slowest, count(*) as deliveries by destination
      | sort p95 desc
    EOT
    deliveries-by-destination = <<-EOT
      filter message = "Delivery"
      | stats count(*) as deliveries, sum(events) as ofEvents, max(@timestamp) as last by destination, type, status
      | sort deliveries desc
    EOT
    operational-problems      = <<-EOT
      filter message = "Operational problem"
      | stats count(*) as invocations, min(@timestamp) as first, max(@timestamp) as last by subject, title
      | sort last desc
    EOT
    records-by-day            = <<-EOT
      filter message = "Inspected"
      | stats sum(records) as all, sum(inspected) as ofRules, sum(own) as ours, sum(failed) as notInspected, sum(delivered) as alerts, sum(undelivered) as lost by bin(1d) as day
      | sort day desc
    EOT
    rules-that-failed         = <<-EOT
      filter message = "A rule failed"
      | stats sum(times) as failures, max(@timestamp) as last by rule, error
      | sort failures desc
    EOT
    rules-that-matched        = <<-EOT
      filter message = "A rule matched"
      | stats sum(times) as matches, count(*) as logFiles, max(@timestamp) as last by rule
      | sort matches desc
    EOT
    rules-that-never-matched  = <<-EOT
      filter message = "A rule is in use" or message = "A rule matched"
      | stats sum(times) as matches, min(@timestamp) as since, max(@timestamp) as last by rule
      | filter matches = 0
      | sort rule asc
    EOT
  }
}

resource "aws_cloudwatch_query_definition" "tattletail" {
  for_each        = local.queries
  name            = "${var.name}/${each.key}"
  log_group_names = [aws_cloudwatch_log_group.tattletail.name]
  query_string    = each.value
}
