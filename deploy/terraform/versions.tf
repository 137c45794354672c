terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.19" # knows the runtime nodejs24.x
    }
    http = {
      source  = "hashicorp/http"
      version = ">= 3.3"
    }
  }
}
