import { writeFileSync } from 'node:fs';
import { apiEventsSource } from './catalogue/api-events-source.ts';

// Writes src/catalogue/api-events.ts from the service models that botocore, the core of AWS's Python SDK, ships.
//
//   pip download --no-deps botocore && unzip botocore-*.whl -d new
//   apt-get download python3-botocore && dpkg-deb -x python3-botocore_*.deb old
//   node tools/make-catalogue.ts new/botocore/data old/usr/lib/python3/dist-packages/botocore/data
//
// The second folder is for what AWS has retired since (EC2-Classic, OpsWorks, QLDB): it is still in old log files.

const dataFolders = process.argv.slice(2);
if (dataFolders.length === 0) throw new Error('expected one or more data folders of botocore');
writeFileSync(new URL('../src/catalogue/api-events.ts', import.meta.url), apiEventsSource(dataFolders));
