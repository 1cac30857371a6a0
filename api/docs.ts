import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Context } from 'koa';
import { DOCS_POLICY } from './middleware/headers';
import type { OpenApiDocument } from './openapi';
import { Refusal } from './refusal';

const TYPES: Readonly<Record<string, string>> = { '.css': 'text/css', '.js': 'text/javascript', '.png': 'image/png' };
/** The only files of Swagger UI that are served: a list, so that no path can climb out of its folder. */
const FILES = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];
const PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Stoa API</title><link rel="icon" href="docs/favicon-32x32.png"><link rel="stylesheet" href="docs/swagger-ui.css"></head>
<body><div id="docs"></div><script src="docs/swagger-ui-bundle.js"></script><script src="docs/start.js"></script></body>
</html>
`;
const START = `SwaggerUIBundle({ url: 'v1/openapi.json', dom_id: '#docs', deepLinking: true, validatorUrl: null,
  requestInterceptor: (request) => ({ ...request, headers: { ...request.headers, 'X-Stoa-App': 'web' } }) });
`;

function send(ctx: Context, type: string, body: string | Buffer): void {
  ctx.set('Content-Security-Policy', DOCS_POLICY);
  ctx.set('Cache-Control', 'public, max-age=3600');
  ctx.type = type;
  ctx.body = body;
}

/** Serves `/api/docs` and the document. Returns whether the path was one of its own. */
export function createDocs(document: OpenApiDocument): (ctx: Context) => Promise<boolean> {
  const json = JSON.stringify(document);
  const folder = path.dirname(require.resolve('swagger-ui-dist/package.json'));
  return async (ctx) => {
    if (ctx.path === '/api/v1/openapi.json') send(ctx, 'application/json', json);
    else if (ctx.path === '/api/docs') send(ctx, 'text/html', PAGE);
    else if (ctx.path === '/api/docs/start.js') send(ctx, 'text/javascript', START);
    else {
      const file = FILES.find((name) => ctx.path === `/api/docs/${name}`);
      if (!file) return false;
      send(ctx, TYPES[path.extname(file)] ?? 'application/octet-stream', await readFile(path.join(folder, file)));
    }
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD')
      throw new Refusal('method_not_allowed', { headers: { Allow: 'GET' } });
    return true;
  };
}
