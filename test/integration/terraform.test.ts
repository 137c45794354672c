import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { pathOf, readText } from '../support/fixtures.ts';
import { statementsOf } from '../support/iam/policy.ts';
import { deploy, optional, rolePolicyOf, type Trigger, triggers } from '../support/template.ts';
import { variableOf } from '../support/terraform.ts';
import { copyOfModule, hasTerraform, terraform } from '../support/terraform-cli.ts';

describe.skipIf(!hasTerraform)(
  'Terraform (needs TERRAFORM_MIRROR: a folder with the providers, as `terraform providers mirror` writes it)',
  { timeout: 900_000 },
  () => {
    let folder = '';
    beforeAll(async () => {
      folder = copyOfModule();
      await terraform(folder, 'init');
    }, 900_000);
    afterAll(() => rmSync(folder, { recursive: true }));

    it('finds the module formatted', () =>
      terraform(pathOf('deploy/terraform'), 'fmt', '-check', '-diff', '-recursive'));

    it.each(readdirSync(pathOf('deploy/terraform/examples')))('finds the example %s valid', async (name) => {
      const example = join(folder, 'examples', name);
      await terraform(example, 'init');
      await terraform(example, 'validate');
    });

    it('passes the tests of the module', () => terraform(folder, 'test'));

    it('evaluates the policy of the role to that of the template', async () => {
      const runs = [{}, optional].flatMap((parameters) =>
        triggers.map((trigger) => policyRun(trigger, parameters)),
      );
      writeFileSync(join(folder, 'tests/policy.tftest.hcl'), [provider, names, ...runs].join('\n'));
      await terraform(folder, 'test', '-filter=tests/policy.tftest.hcl');
    });
  },
);

/** The provider and the account, as the module's own tests have them. */
const [provider = ''] = readText('deploy/terraform/tests/options.tftest.hcl').split('variables {');

/** What AWS would call what is made, as the template's tests have it. */
const arns = {
  'aws_s3_bucket.state': 'arn:aws:s3:::ledger',
  'aws_cloudwatch_log_group.tattletail':
    'arn:aws:logs:eu-central-1:111122223333:log-group:/aws/lambda/cloudtrail-tattletail',
  'aws_sqs_queue.trail': 'arn:aws:sqs:eu-central-1:111122223333:cloudtrail-tattletail-queue-1abc',
};
const names = Object.entries(arns)
  .map(
    ([resource, arn]) =>
      `override_resource {\n  target = ${resource}\n  override_during = plan\n  values = { arn = "${arn}" }\n}`,
  )
  .join('\n');

/** Statements by their names, as JSON with sorted lists: of Terraform, and of the template. */
const ofTerraform =
  'jsonencode({ for s in data.aws_iam_policy_document.tattletail.statement : s.sid => [sort(s.actions), sort(s.resources), sort([for c in s.condition : join(" ", concat([c.test, c.variable], tolist(c.values)))])] })';
const ofTemplate = (trigger: Trigger, parameters: Readonly<Record<string, string>>): string =>
  JSON.stringify(
    Object.fromEntries(
      statementsOf(rolePolicyOf(deploy(trigger, parameters)))
        .map(({ Sid = '', Action = [], Resource = [], Condition = {} }) => {
          const conditions = Object.entries(Condition).flatMap(([test, variables]) =>
            Object.entries(variables).map(([variable, values]) => [test, variable, ...values].join(' ')),
          );
          return [Sid, [Action.toSorted(), Resource.toSorted(), conditions.toSorted()]] as const;
        })
        .toSorted(([one], [other]) => (one < other ? -1 : 1)),
    ),
  );

/** A run of `terraform test`. HCL takes JSON for a value. */
const policyRun = (trigger: Trigger, parameters: Readonly<Record<string, string>>): string => {
  const variables = Object.entries({ trail_bucket: 'my-trail', zip_path: 'main.tf', trigger })
    .concat(Object.entries(parameters).map(([parameter, value]) => [variableOf(parameter), value]))
    .map(([variable, value]) => `${variable} = ${JSON.stringify(valueFor(variable, value))}`);
  const expected = JSON.stringify(ofTemplate(trigger, parameters));
  return `run "${trigger}_${Object.keys(parameters).length}" {
  command = plan
  variables {
    ${variables.join('\n    ')}
  }
  assert {
    condition = ${ofTerraform} == ${expected}
    error_message = "\${${ofTerraform}} is not \${${expected}}"
  }
}`;
};

const valueFor = (variable: string, value: string): unknown =>
  ({ trail_topic: { arn: value }, extra_policy_arns: [value] })[variable] ?? value;
