# Thin: package.json holds the commands; this file holds the order of things, and deployment.
FUNCTION ?= cloudtrail-tattletail
ZIP := cloudtrail-tattletail.zip
NODE := @tools/with-node
CONFIG := $(wildcard tattletail.toml)
# A function with a broken config does nothing but fail.
CHECK_CONFIG = $(NODE) node src/cli.ts check tattletail.toml
# Which files a config includes is known only when it is read.
INCLUDES := $(if $(CONFIG),$(shell grep -iqE '^[[:space:]]*include[[:space:]]*=' $(CONFIG) && echo included-files))
CONFIG_STAMP := node_modules/.$(if $(CONFIG),with,without)-config
VERSION = $(shell sed -n 's/^  "version": "\(.*\)",$$/\1/p' package.json)

help: ## show this list
	@awk -F ':.*## ' '/^[a-z_$$()A-Z.-]+:.*## / { sub(/\$$\(ZIP\)/, "$(ZIP)", $$1); printf "make %-28s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: node_modules/.ready ## show the alerts of a sample log file
	$(NODE) npm run --silent demo
	@echo
	@echo 'Next: cp tattletail.example.toml tattletail.toml, and put your own destinations into it.'
	@echo '  show how these alerts look there:     node src/cli.ts preview --html preview.html fixtures/log-files'
	@echo '  send a sample alert to one of them:   node src/cli.ts notify "Security channel"'
	@echo '  show the alerts of your log files:    node src/cli.ts scan FILES'
	@echo '  run it on AWS Lambda:                 docs/deploy.md'

test: node_modules/.ready ## run the tests
	$(NODE) npm test --silent

fuzz: node_modules/.ready ## run the randomised tests with a new seed, or SEED=…
	TATTLETAIL_SEED=$${SEED:-$$(date +%s)} tools/with-node npx vitest run $$(grep -rlE 'fast-check|support/(seed|fuzz)' test --include='*.test.ts')

check: node_modules/.ready ## lint, check types, find unused code, and build
	$(NODE) npm run --silent check

fix: node_modules/.ready ## format, and fix what lint can fix
	$(NODE) npm run --silent fix

schema: node_modules/.ready ## write tattletail.schema.json, by which editors check a config
	$(NODE) node tools/make-schema.ts

bench: node_modules/.ready ## measure; also jq at JQ_PATH and gojq, where they are installed
	$(NODE) npm run --silent bench

noise: node_modules/.ready ## count a config's alerts on ordinary days: make noise RULES=tattletail.toml
	$(NODE) npm run --silent noise -- $(RULES)

chaos: node_modules/.ready ## deliver 10,000 alerts while processes are killed and services fail; takes some minutes
	$(NODE) npm run --silent chaos

build: node_modules/.ready ## build dist/cli.mjs, the command line, and dist/lambda/, the function
	$(NODE) npm run --silent build

$(ZIP): node_modules/.ready esbuild.config.mjs LICENSE $(shell find src tools -type f) $(CONFIG) $(CONFIG_STAMP) $(INCLUDES) ## pack the function, with your tattletail.toml if there is one
	$(if $(CONFIG),$(CHECK_CONFIG))
	$(NODE) npm run --silent build -- --zip=$@ $(CONFIG:%=--config=%)

# A new key updates the code of a stack that exists.
stack: stack-values $(ZIP) ## upload the zip and deploy the stack: make stack BUCKET=my-config TRAIL=my-trail EMAIL=ops@example.com SECRET=/tattletail/slack
	key=cloudtrail-tattletail-$$(cksum <$(ZIP) | cut -d ' ' -f 1).zip && \
	  aws s3 cp $(ZIP) "s3://$(BUCKET)/$$key" && \
	  aws cloudformation deploy --stack-name "$(FUNCTION)" --template-file deploy/template.yaml --capabilities CAPABILITY_IAM \
	    --parameter-overrides TrailBucket="$(TRAIL)" CodeBucket="$(BUCKET)" CodeKey="$$key" \
	    $(if $(EMAIL),AlarmEmail="$(EMAIL)") $(if $(SECRET),SecretParameter="$(SECRET)") $(PARAMETERS)

stack-values:
	@test -n "$(BUCKET)" -a -n "$(TRAIL)" || { echo 'set BUCKET, for the code, and TRAIL, the bucket of the trail' >&2; exit 64; }
	@test -n "$(CONFIG)$(findstring ConfigBucket=,$(PARAMETERS))" || { \
	  echo 'there is no tattletail.toml here, and PARAMETERS has no ConfigBucket: the function would have no config' >&2; exit 64; }

# Without a config, a function does nothing but fail.
upload: $(if $(CONFIG),,config-in-s3) $(ZIP) ## update a function's code: make upload FUNCTION=name
	aws lambda update-function-code --function-name "$(FUNCTION)" --zip-file fileb://$(ZIP)

config-in-s3:
	@aws lambda get-function-configuration --function-name "$(FUNCTION)" \
	  --query Environment.Variables.S3_CONFIG_PATH --output text | grep -Eqv '^(None)?$$' || { \
	  echo 'there is no tattletail.toml here, and the function has no S3_CONFIG_PATH: it would have no config' >&2; exit 64; }

upload_config: node_modules/.ready ## copy tattletail.toml, and what it includes, to S3: make upload_config S3_CONFIG_BUCKET=bucket S3_CONFIG_PATH=key
	@test -n "$(S3_CONFIG_BUCKET)" -a -n "$(S3_CONFIG_PATH)" || { echo 'set S3_CONFIG_BUCKET and S3_CONFIG_PATH' >&2; exit 64; }
	$(CHECK_CONFIG)
	@files=$$(tools/with-node node tools/config-files.ts tattletail.toml "s3://$(S3_CONFIG_BUCKET)/$(S3_CONFIG_PATH)") && \
	  echo "$$files" | while read -r file object; do aws s3 cp "$$file" "$$object" || exit 1; done

release: build ## build dist/release/: the zip without a config, the command line as an npm package, what is in them, SHA256SUMS
	$(NODE) node tools/release.ts

publish: ## build a release and publish it on GitHub, from its tag: make publish TAG=v1.0.0
	@test "$(TAG)" = "v$(VERSION)" || { echo 'TAG must be v$(VERSION), the version in package.json' >&2; exit 64; }
	@$(MAKE) release
	gh release create "$(TAG)" --verify-tag --title "$(TAG)" --notes-file dist/release-notes.md dist/release/*

clean: ## remove everything that was built or installed
	rm -rf dist coverage node_modules $(ZIP)

node_modules/.ready: package.json package-lock.json .npmrc
	$(NODE) npm ci
	@touch $@

# Newer than the zip once the config has come or gone: what is gone must not stay in it.
$(CONFIG_STAMP): | node_modules/.ready
	@rm -f node_modules/.with-config node_modules/.without-config
	@touch $@

.PHONY: help demo test fuzz check fix schema bench noise chaos build included-files stack stack-values upload config-in-s3 upload_config release publish clean
