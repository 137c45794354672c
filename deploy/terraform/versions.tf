terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.21" # knows the runtime nodejs24.x
    }
    http = {
      source  = "hashicorp/http"
      version = ">= 3.4" # gives response_body_base64
    }
  }
}
