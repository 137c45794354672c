import * as z from 'zod';
import { accountIdSchema, accountNameSchema, displaySchema } from '../src/config/display-schema.ts';
import { defineSchema, ignoreSchema, profilesSchema } from '../src/config/ignore-schema.ts';
import { operationsSchema } from '../src/config/operations-table.ts';
import { routeSchema } from '../src/config/route-schema.ts';
import { overrideSchema, ruleSchema, thresholdSchema } from '../src/config/rule-schema.ts';
import { testSchema } from '../src/config/rule-test-schema.ts';
import {
  defaultDestinationsSchema,
  deliverySchema,
  includeSchema,
  trailSchema,
} from '../src/config/schema.ts';
import { destinationTypes } from '../src/destinations/registry.ts';

type Schema = z.core.JSONSchema.BaseSchema;

/**
 * What a tattletail.toml may hold, for editors: draft 7, which those with TOML know. It knows tables, keys and values, but
 * neither jq nor what refers to something else.
 */
export const configJsonSchema = (): Schema => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'tattletail.toml',
  type: 'object',
  properties: {
    rule: tables(ruleJsonSchema(), 'Which records to alert about.'),
    destination: tables({ oneOf: destinationTypes.map(destinationJsonSchema) }, 'Where alerts are sent.'),
    delivery: { ...schemaOf(deliverySchema), description: 'How alerts are delivered.' },
    trail: { ...schemaOf(trailSchema), description: 'Which records are inspected.' },
    ignore: tables(schemaOf(ignoreSchema), 'Matches that are routine.'),
    ignore_profiles: { ...schemaOf(profilesSchema), description: 'Routine that is the same everywhere.' },
    include: {
      ...schemaOf(includeSchema),
      description: 'Files with more rules: paths from the folder of this one, or s3://bucket/key, with *.',
    },
    override: tables(schemaOf(overrideSchema), 'What rules have instead of what they say.'),
    default_destinations: {
      ...schemaOf(defaultDestinationsSchema),
      description: 'Where rules send that name no destinations.',
    },
    route: tables(schemaOf(routeSchema), 'Where alerts go besides the destinations of their rules.'),
    accounts: {
      ...schemaOf(z.record(accountIdSchema, accountNameSchema)),
      description: 'Names of AWS accounts, by their IDs.',
    },
    display: { ...schemaOf(displaySchema), description: 'How messages show times.' },
    operations: {
      ...schemaOf(operationsSchema),
      description: 'Who is alerted when the function itself is blind.',
    },
    define: tables(schemaOf(defineSchema), 'Definitions in jq that programs share.'),
  },
  additionalProperties: false,
});

const tables = (items: Schema, description: string): Schema => ({ type: 'array', items, description });

const ruleJsonSchema = (): Schema => {
  const rule = schemaOf(ruleSchema);
  const test = tables(schemaOf(testSchema), 'Tests of the rule, which tattletail test runs.');
  const threshold: Schema = {
    ...schemaOf(thresholdSchema),
    description: 'So many matches in a log file cause one alert, and fewer none.',
  };
  return { ...rule, properties: { ...rule.properties, threshold, test } };
};

/** zod reads the type apart from the settings, which it decides about. */
const destinationJsonSchema = ({ type, settings }: (typeof destinationTypes)[number]): Schema => {
  const { properties, required = [], ...others } = schemaOf(settings);
  const id: Schema = { type: 'string', minLength: 1, description: 'The name by which rules send to it.' };
  const fallback: Schema = {
    type: 'string',
    minLength: 1,
    description: 'The id of the destination that gets what this one refuses for good.',
  };
  return {
    ...others,
    properties: { id, type: { type: 'string', const: type }, fallback, ...properties },
    required: ['id', 'type', ...required],
  };
};

const schemaOf = (schema: z.ZodType): Schema => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    target: 'draft-7',
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      // Not every regular expression may escape a slash. JavaScript needs it.
      if (jsonSchema.pattern !== undefined) jsonSchema.pattern = jsonSchema.pattern.replaceAll('\\/', '/');
    },
  });
  return json;
};
