/** `npm run notices`: writes THIRD_PARTY_NOTICES.md. A unit test says when it is out of date. */
import { writeFileSync } from 'node:fs';
import { formatNotices } from './notices/formatNotices.ts';
import { productionPackages } from './notices/productionPackages.ts';
import { projectPath } from './projectPaths.ts';

writeFileSync(projectPath('THIRD_PARTY_NOTICES.md'), formatNotices(productionPackages()));
