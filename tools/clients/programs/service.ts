// The service that the programs use: its address, and a key that may write.
declare const process: { env: Record<string, string | undefined> }

export const service = {
  /** Address with the base path `/v1`. */
  url: process.env.REGISTRY_URL ?? '',
  key: process.env.REGISTRY_KEY ?? ''
}
