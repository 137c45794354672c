import * as z from 'zod';

/**
 * What is wrong with a Detection Finding. Restates, of github.com/ocsf/ocsf-schema at 1.3.0, the attributes that alerts
 * have of class 2004, its base and the profile `cloud`, with what is required and what at least one must be of.
 */
export const findingProblems = (finding: unknown): readonly string[] =>
  detectionFinding
    .safeParse(finding)
    .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

const milliseconds = z.int().min(0);

/** `_entity`: an object with a name or a uid. */
const entity = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z
    .strictObject({ name: z.string().optional(), uid: z.string().optional(), ...shape })
    .refine((value) => 'name' in value || 'uid' in value, 'has neither name nor uid');

const account = entity({ type: z.literal('AWS Account').optional(), type_id: z.literal(10) });

const technique = entity({});

const attack = z
  .strictObject({ technique: technique.optional(), sub_technique: technique.optional() })
  .refine(({ technique, sub_technique }) => technique ?? sub_technique, 'has no technique');

const user = entity({
  type: z.string().optional(),
  type_id: z.union([z.literal(0), z.literal(99)]),
  account: account.optional(),
});

const evidence = z.strictObject({
  actor: z.strictObject({ user }).optional(),
  api: z
    .strictObject({
      operation: z.string().min(1),
      service: entity({}).optional(),
      request: z.strictObject({ uid: z.string() }).optional(),
      response: z
        .strictObject({ error: z.string().optional(), error_message: z.string().optional() })
        .optional(),
    })
    .optional(),
  src_endpoint: z
    .union([z.strictObject({ ip: z.union([z.ipv4(), z.ipv6()]) }), z.strictObject({ name: z.string() })])
    .optional(),
  data: z.unknown(),
});

const detectionFinding = z.strictObject({
  activity_id: z.literal(1),
  activity_name: z.literal('Create'),
  category_uid: z.literal(2),
  category_name: z.literal('Findings'),
  class_uid: z.literal(2004),
  class_name: z.literal('Detection Finding'),
  type_uid: z.literal(200401),
  type_name: z.literal('Detection Finding: Create'),
  severity_id: z.int().min(1).max(5),
  severity: z.enum(['Informational', 'Low', 'Medium', 'High', 'Critical']),
  status_id: z.literal(1),
  status: z.literal('New'),
  is_alert: z.boolean(),
  time: milliseconds,
  start_time: milliseconds.optional(),
  end_time: milliseconds.optional(),
  count: z.int().min(0),
  message: z.string(),
  metadata: z.strictObject({
    version: z.literal('1.3.0'),
    profiles: z.tuple([z.literal('cloud')]),
    product: entity({ vendor_name: z.string() }),
    uid: z.string(),
    log_name: z.string(),
    labels: z.array(z.string()),
  }),
  finding_info: z.strictObject({
    uid: z.string().min(1),
    title: z.string(),
    desc: z.string(),
    src_url: z.url().optional(),
    data_sources: z.array(z.string()),
    analytic: entity({ type_id: z.literal(1), type: z.literal('Rule') }),
    attacks: z.array(attack),
    related_events: z.array(z.strictObject({ uid: z.string(), type: z.string() })),
  }),
  cloud: z.strictObject({
    provider: z.literal('AWS'),
    region: z.string().optional(),
    account: account.optional(),
  }),
  resources: z.array(entity({ type: z.string().optional(), region: z.string().optional() })),
  evidences: z.array(evidence),
  unmapped: z.record(z.string(), z.unknown()),
});
