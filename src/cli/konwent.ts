#!/usr/bin/env node
// Entry point of `konwent`. The compile cache saves half of the work of a short command. It must be enabled before the
// other modules are loaded.
import { enableCompileCache } from 'node:module'

enableCompileCache()
await import('./program.ts')
