mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{}" }
  }
}

mock_provider "http" {}

variables {
  trail_bucket = "my-trail"
  zip_url      = "https://example.com/cloudtrail-tattletail.zip"
}

run "the_zip_with_this_hash" {
  command = plan

  # What S3 says of the object: the SHA-256 of the text "zip".
  override_resource {
    target          = aws_s3_object.zip
    override_during = plan
    values          = { checksum_sha256 = "SnD+mqZDbgLC3qNA+9HjUuTvLYzmylKtJdS5VHH8i/I=" }
  }

  variables {
    zip_sha256 = "4a70fe9aa6436e02c2dea340fbd1e352e4ef2d8ce6ca52ad25d4b95471fc8bf2"
  }

  assert {
    condition     = aws_lambda_function.tattletail.source_code_hash == "SnD+mqZDbgLC3qNA+9HjUuTvLYzmylKtJdS5VHH8i/I=" && aws_lambda_function.tattletail.filename == null
    error_message = "The function must have the code that was downloaded."
  }
}

run "another_zip" {
  command = plan

  # What S3 says of the object: the SHA-256 of the text "zip".
  override_resource {
    target          = aws_s3_object.zip
    override_during = plan
    values          = { checksum_sha256 = "SnD+mqZDbgLC3qNA+9HjUuTvLYzmylKtJdS5VHH8i/I=" }
  }

  variables {
    zip_sha256 = "0000000000000000000000000000000000000000000000000000000000000000"
  }

  expect_failures = [aws_s3_object.zip]
}

run "a_zip_without_a_hash" {
  command = plan

  expect_failures = [aws_lambda_function.tattletail]
}

run "two_zips" {
  command = plan

  variables {
    zip_path   = "main.tf"
    zip_sha256 = "4a70fe9aa6436e02c2dea340fbd1e352e4ef2d8ce6ca52ad25d4b95471fc8bf2"
  }

  expect_failures = [aws_lambda_function.tattletail]
}

run "no_zip" {
  command = plan

  variables {
    zip_url = ""
  }

  expect_failures = [aws_lambda_function.tattletail]
}
