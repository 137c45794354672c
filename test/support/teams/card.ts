import * as z from 'zod';

/** What is wrong with the body of a request to a workflow. Only elements that alerts have, and every version of Teams knows. */
export const messageProblems = (message: unknown): readonly string[] =>
  messageSchema
    .safeParse(message)
    .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

const text = z.string().regex(/^[^\p{Bidi_Control}\p{Zl}\p{Zp}]*$/u);

/** Adaptive Cards, "Text features": links, `<at>` and `{{DATE(…)}}` work where Markdown does; hosts everywhere. */
const unlinked = text.refine((value) => !/:\/\/|\bwww\.|\{\{/i.test(value), 'has a link or a function');

const markdown = unlinked.refine(
  (value) => !/[`*_~[\]()<>&#|]/.test(value.replace(/\\[\\`*_~[\](){}<>&#|=.+-]/g, '')),
  'has markup',
);

const color = z.enum(['Default', 'Attention', 'Warning', 'Accent']);

const textRun = z.strictObject({
  type: z.literal('TextRun'),
  text: unlinked.min(1),
  weight: z.literal('Bolder').optional(),
  size: z.enum(['Small', 'Medium', 'Large']).optional(),
  fontType: z.literal('Monospace').optional(),
  color: color.optional(),
});

const paragraph = z.strictObject({ type: z.literal('RichTextBlock'), inlines: z.array(textRun).min(1) });

const container = z.strictObject({
  type: z.literal('Container'),
  style: z.enum(['attention', 'warning', 'accent', 'emphasis']),
  bleed: z.boolean(),
  items: z.array(paragraph).min(1),
});

const factSet = z.strictObject({
  type: z.literal('FactSet'),
  facts: z.array(z.strictObject({ title: markdown.min(1), value: markdown.min(1) })).min(1),
});

/** Not more than six (Teams, "Designing Adaptive Cards"). */
const actions = z
  .array(
    z.strictObject({
      type: z.literal('Action.OpenUrl'),
      title: text.min(1),
      url: z.url({ protocol: /^https?$/ }),
    }),
  )
  .max(6);

const card = z.strictObject({
  type: z.literal('AdaptiveCard'),
  $schema: z.literal('http://adaptivecards.io/schemas/adaptive-card.json'),
  version: z.enum(['1.2', '1.3', '1.4']),
  msteams: z.strictObject({ width: z.literal('full') }),
  fallbackText: text.min(1),
  body: z.array(z.discriminatedUnion('type', [paragraph, container, factSet])).min(1),
  actions,
});

/** Microsoft Teams, "Create incoming webhooks with Workflows". */
const messageSchema = z.strictObject({
  type: z.literal('message'),
  attachments: z.tuple([
    z.strictObject({
      contentType: z.literal('application/vnd.microsoft.card.adaptive'),
      contentUrl: z.null(),
      content: card,
    }),
  ]),
});
