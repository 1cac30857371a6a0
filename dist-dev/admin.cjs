"use strict";
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

// admin/server.ts
var server_exports = {};
__export(server_exports, {
  createConsole: () => createConsole
});
module.exports = __toCommonJS(server_exports);
var import_node_crypto = require("node:crypto");
var import_node_fs = require("node:fs");
var import_node_http = require("node:http");
var import_node_path = require("node:path");
var import_http_proxy_middleware = require("http-proxy-middleware");
var import_koa = __toESM(require("koa"), 1);
var import_koa_compress = __toESM(require("koa-compress"), 1);
var import_koa_static = __toESM(require("koa-static"), 1);
var import_pino = require("pino");

// config.ts
var import_zod = require("zod");
var port = (fallback) => import_zod.z.coerce.number().int().min(0).max(65535).default(fallback);
var url = (...protocols) => import_zod.z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
  message: `must be an address starting with ${protocols.map((p) => `${p}//`).join(" or ")}`
});
var postgres = url("postgres:", "postgresql:");
var server = ["api", "worker"];
var codecKeys = import_zod.z.string().transform(
  (value, context) => value.split(",").map((pair) => {
    const [id = "", key = ""] = pair.split(":");
    if (!id || Buffer.from(key, "base64").length !== 32) {
      context.addIssue("must be id:key pairs, comma separated, each key 32 bytes in base64");
    }
    return { id, key };
  })
);
var VARIABLES = {
  DATABASE_URL: { schema: postgres, readBy: server, secret: true, about: "Postgres, as the application's role" },
  DATABASE_OWNER_URL: {
    schema: postgres,
    readBy: ["migrate"],
    secret: true,
    about: "Postgres, as the role that owns the tables and runs migrations"
  },
  REDIS_URL: {
    schema: url("redis:", "rediss:"),
    readBy: [...server, "sandbox"],
    secret: true,
    about: "Redis: rate limits, realtime streams, flags"
  },
  TEMPORAL_ADDRESS: {
    schema: import_zod.z.string().min(3),
    readBy: [...server, "sandbox"],
    about: "host:port of the Temporal frontend"
  },
  TEMPORAL_NAMESPACE: {
    schema: import_zod.z.string().min(1).default("default"),
    readBy: [...server, "sandbox"],
    about: "Temporal namespace"
  },
  TEMPORAL_TASK_QUEUE: { schema: import_zod.z.string().min(1).default("stoa"), readBy: server, about: "task queue of the worker" },
  TEMPORAL_TLS: {
    schema: import_zod.z.enum(["on", "off"]).default("off"),
    readBy: [...server, "sandbox"],
    about: "'on' speaks TLS to Temporal"
  },
  TEMPORAL_TLS_AUTHORITY_FILE: {
    schema: import_zod.z.string().min(1).optional(),
    readBy: [...server, "sandbox"],
    about: "certificate of the authority that signed Temporal's, when it is not a public one"
  },
  TEMPORAL_TLS_CERTIFICATE_FILE: {
    schema: import_zod.z.string().min(1).optional(),
    readBy: [...server, "sandbox"],
    about: "our certificate for Temporal, when it asks for one"
  },
  TEMPORAL_TLS_KEY_FILE: {
    schema: import_zod.z.string().min(1).optional(),
    readBy: [...server, "sandbox"],
    about: "private key of that certificate"
  },
  TEMPORAL_API_KEY: {
    schema: import_zod.z.string().min(1).optional(),
    readBy: [...server, "sandbox"],
    secret: true,
    about: "key for Temporal's API, when it asks for one"
  },
  TEMPORAL_CODEC_KEYS: {
    schema: codecKeys,
    readBy: [...server, "sandbox"],
    secret: true,
    about: "id:key pairs (32 bytes, base64); the first encrypts payloads, all decrypt"
  },
  TEMPORAL_UI_URL: {
    schema: url("http:", "https:").optional(),
    readBy: ["api"],
    about: "address of the Temporal UI that the console links to"
  },
  STRIPE_SECRET_KEY: { schema: import_zod.z.string().min(8), readBy: server, secret: true, about: "Stripe's secret key" },
  STRIPE_WEBHOOK_SECRET: {
    schema: import_zod.z.string().min(8),
    readBy: ["api", "sandbox"],
    secret: true,
    about: "secret that signs Stripe's webhooks to this installation"
  },
  STRIPE_API_BASE: {
    schema: url("http:", "https:").default("https://api.stripe.com"),
    readBy: server,
    about: "address of Stripe's API"
  },
  SMTP_URL: {
    schema: url("smtp:", "smtps:"),
    readBy: ["worker"],
    secret: true,
    about: "mail server that sends our mails"
  },
  MAIL_FROM: {
    schema: import_zod.z.string().min(3).default("Stoa <no-reply@stoa.example>"),
    readBy: ["worker"],
    about: "sender of our mails"
  },
  WEB_ORIGIN: { schema: url("http:", "https:"), readBy: server, about: "origin of the web app, as browsers see it" },
  ADMIN_ORIGIN: { schema: url("http:", "https:"), readBy: ["api"], about: "origin of the console, as browsers see it" },
  TOKEN_SECRET: {
    schema: import_zod.z.string().min(32),
    readBy: ["api"],
    secret: true,
    about: "at least 32 characters; signs access tokens and seals cursors"
  },
  API_HOST: { schema: import_zod.z.string().default("127.0.0.1"), readBy: ["api"], about: "address the API listens on" },
  API_PORT: { schema: port(3102), readBy: ["api"], about: "port the API listens on" },
  API_METRICS_PORT: { schema: port(3112), readBy: ["api"], about: "private port of the API's Prometheus metrics" },
  CODEC_PORT: { schema: port(3113), readBy: ["api"], about: "private port of the codec endpoint for the Temporal UI" },
  PRIVATE_HOST: {
    schema: import_zod.z.string().default("127.0.0.1"),
    readBy: server,
    about: "address that metrics and codec listen on"
  },
  TRUSTED_PROXIES: {
    schema: import_zod.z.coerce.number().int().min(0).max(5).default(1),
    readBy: ["api"],
    about: "how many proxies in front set X-Forwarded-For"
  },
  WORKER_METRICS_PORT: {
    schema: port(3114),
    readBy: ["worker"],
    about: "private port of the worker's Prometheus metrics and health"
  },
  WORKER_SDK_METRICS_PORT: {
    schema: port(3115),
    readBy: ["worker"],
    about: "private port of the Temporal SDK's Prometheus metrics"
  },
  CLOCK_OFFSET_SOURCE: {
    schema: import_zod.z.enum(["none", "redis"]).default("none"),
    readBy: server,
    about: "'redis' adds the offset kept there to the system's clock; 'none' in production"
  },
  LOG_LEVEL: {
    schema: import_zod.z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
    readBy: [...server, "sandbox"],
    about: "how much is logged"
  },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    schema: url("http:", "https:").optional(),
    readBy: server,
    about: "where spans are exported; none are when unset"
  },
  SENTRY_DSN: {
    schema: url("http:", "https:").optional(),
    readBy: server,
    secret: true,
    about: "where unexpected errors are reported; none are when unset"
  },
  SANDBOX_HOST: {
    schema: import_zod.z.string().default("127.0.0.1"),
    readBy: ["sandbox"],
    about: "address the sandbox listens on"
  },
  SANDBOX_PORT: { schema: port(3103), readBy: ["sandbox"], about: "port of the sandbox's companies and control page" },
  SANDBOX_SMTP_PORT: { schema: port(3116), readBy: ["sandbox"], about: "port of the sandbox's mail server" },
  SANDBOX_DATABASE_URL: { schema: postgres, readBy: ["sandbox"], secret: true, about: "the sandbox's own database" },
  SANDBOX_WEBHOOK_URL: {
    schema: url("http:", "https:"),
    readBy: ["sandbox"],
    about: "where the sandbox's Stripe sends webhooks"
  },
  API_URL: {
    schema: url("http:", "https:"),
    readBy: ["web", "admin"],
    about: "address of the API behind the front end\u2019s proxy"
  },
  ADMIN_HOST: { schema: import_zod.z.string().default("127.0.0.1"), readBy: ["admin"], about: "address the console listens on" },
  ADMIN_PORT: { schema: port(3101), readBy: ["admin"], about: "port the console listens on" },
  ADMIN_STATIC: {
    schema: import_zod.z.string().min(1).default("admin/dist"),
    readBy: ["admin"],
    about: "folder of the built console"
  }
};
var ConfigError = class extends Error {
  name = "ConfigError";
};
function readConfig(name, env) {
  const problems = [];
  const values = {};
  for (const [key, variable] of Object.entries(VARIABLES)) {
    if (!variable.readBy.includes(name)) continue;
    const result = variable.schema.safeParse(env[key] === "" ? void 0 : env[key]);
    if (result.success) values[key] = result.data;
    else
      problems.push(
        `${key}: ${env[key] ? result.error.issues.map((i) => i.message).join("; ") : "is not set"} (${variable.about})`
      );
  }
  if (problems.length > 0) throw new ConfigError(`The ${name} cannot start:
  ${problems.join("\n  ")}`);
  return values;
}

// admin/server.ts
var NONCE = "__CSP_NONCE__";
var YEAR_SECONDS = 31536e3;
var PROXY_TIMEOUT_MS = 3e4;
var DRAIN_MS = 1e4;
function contentSecurityPolicy(nonce) {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'"
  ].join("; ");
}
var securityHeaders = async (ctx, next) => {
  ctx.set({
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": `max-age=${YEAR_SECONDS}; includeSubDomains`,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY"
  });
  await next();
};
function page(html) {
  return (ctx) => {
    const isRead = ctx.method === "GET" || ctx.method === "HEAD";
    if (!isRead || /\.[a-z0-9]+$/i.test(ctx.path)) return;
    const nonce = (0, import_node_crypto.randomBytes)(16).toString("base64url");
    ctx.type = "html";
    ctx.set("Cache-Control", "no-store");
    ctx.set("Content-Security-Policy", contentSecurityPolicy(nonce));
    ctx.body = html.replaceAll(NONCE, nonce);
  };
}
function files(folder) {
  const app = new import_koa.default();
  app.use(securityHeaders);
  app.use(async (ctx, next) => {
    if (ctx.path !== "/health/live") {
      await next();
      return;
    }
    ctx.set("Cache-Control", "no-store");
    ctx.body = { status: "live" };
  });
  app.use((0, import_koa_compress.default)({ threshold: 1024, br: false }));
  app.use(
    (0, import_koa_static.default)(folder, {
      index: false,
      setHeaders(response, path) {
        const isHashed = path.startsWith((0, import_node_path.join)(folder, "assets"));
        response.setHeader("Cache-Control", isHashed ? `public, max-age=${YEAR_SECONDS}, immutable` : "no-cache");
      }
    })
  );
  app.use(page((0, import_node_fs.readFileSync)((0, import_node_path.join)(folder, "index.html"), "utf8")));
  return app;
}
function answerUnavailable(response) {
  if (!("writeHead" in response)) {
    response.destroy();
    return;
  }
  if (response.headersSent) {
    response.end();
    return;
  }
  response.writeHead(503, {
    "Content-Type": "application/problem+json",
    "Cache-Control": "no-store",
    "Retry-After": "2"
  });
  response.end(
    JSON.stringify({
      type: "/docs/errors/temporarily_unavailable",
      title: "Stoa cannot be reached at the moment.",
      status: 503,
      code: "temporarily_unavailable"
    })
  );
}
var isForApi = (url2) => /^\/(api|realtime)(\/|\?|$)/.test(url2 ?? "");
function createConsole({ apiUrl, files: folder, log }) {
  const proxy = (0, import_http_proxy_middleware.createProxyMiddleware)({
    target: apiUrl,
    xfwd: true,
    proxyTimeout: PROXY_TIMEOUT_MS,
    on: {
      error(error, _request, response) {
        log.warn({ err: error }, "the API did not answer");
        answerUnavailable(response);
      }
    }
  });
  const answer = files(folder).callback();
  const server2 = (0, import_node_http.createServer)((request, response) => {
    void (isForApi(request.url) ? proxy(request, response) : answer(request, response));
  });
  server2.on("upgrade", (request, socket, head) => {
    socket.on("error", (error) => log.debug({ err: error }, "a socket broke"));
    if (isForApi(request.url)) proxy.upgrade(request, socket, head);
    else socket.destroy();
  });
  return server2;
}
function stop(server2, log) {
  log.info("stopping");
  server2.close(() => process.exit(0));
  server2.closeIdleConnections();
  setTimeout(() => {
    server2.closeAllConnections();
    process.exit(0);
  }, DRAIN_MS).unref();
}
function main() {
  const config = readConfig("admin", process.env);
  const log = (0, import_pino.pino)({ name: "admin" });
  const server2 = createConsole({
    apiUrl: config.API_URL,
    files: (0, import_node_path.resolve)(config.ADMIN_STATIC),
    log
  });
  server2.listen(config.ADMIN_PORT, config.ADMIN_HOST, () => {
    log.info({ port: server2.address().port }, "the console listens");
  });
  for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => stop(server2, log));
}
if (require.main === module) main();
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  createConsole
});
