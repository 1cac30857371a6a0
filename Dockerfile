# One house, four images: `tools` (migrations and scripts), `server` (api, worker, console, sandbox), `web`.
# Debian: Temporal's native parts do not run on musl.
FROM node:24-bookworm-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json .npmrc ./
COPY domain/package.json domain/
COPY contracts/package.json contracts/
COPY web/package.json web/
COPY admin/package.json admin/
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build

FROM build AS tools
ENV NODE_ENV=production
USER node

FROM build AS pruned
RUN npm prune --omit=dev --no-audit --no-fund

FROM node:24-bookworm-slim AS server
WORKDIR /app
ENV NODE_ENV=production
COPY --from=pruned --chown=root:root /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/admin/dist admin/dist
COPY --from=build /app/package.json package.json
USER node
ENTRYPOINT ["node"]

FROM node:24-bookworm-slim AS web
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1
COPY --from=build /app/web/.next/standalone ./
USER node
CMD ["node", "web/server.js"]
