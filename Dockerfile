FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev && npm cache clean --force
COPY migrations migrations
COPY data data
COPY openapi openapi
COPY src src
USER node
EXPOSE 3000
# Of the process, not of the database: a container that is restarted does not bring the database back.
HEALTHCHECK --interval=10s --timeout=3s --start-period=15s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/livez`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# The options of `npm start`: collecting garbage earlier takes a third less memory and makes nothing slower.
CMD ["node", "--max-semi-space-size=8", "--heap-growing-percent=30", "src/main.js"]
