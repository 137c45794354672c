import { writeFileSync } from 'node:fs';
import { configJsonSchema } from './config-schema.ts';

// Writes tattletail.schema.json, by which editors complete and check a tattletail.toml.

const path = new URL('../tattletail.schema.json', import.meta.url);
writeFileSync(path, `${JSON.stringify(configJsonSchema(), undefined, 2)}\n`);
