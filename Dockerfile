FROM node:22-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:22-slim
WORKDIR /app
ENV NODE_ENV=production
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/flows flows
COPY --from=build /app/demo demo
RUN mkdir data files && chown node:node data files
USER node
EXPOSE 3000
# Alive, not ready: a restart mends no store that is away, and the callers' last resort would end with it.
HEALTHCHECK --interval=30s --start-period=2m CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT ?? 3000}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1))"]
# Most of what a turn makes is gone with its answer: with room for it the garbage collector costs half.
CMD ["node", "--max-semi-space-size=64", "dist/server/main.js"]
