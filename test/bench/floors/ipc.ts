export type FloorRequest =
  | { readonly kind: 'block'; readonly workflowType: 'floorA' | 'floorB'; readonly n: number; readonly clients: number }
  | { readonly kind: 'finish' }
  | { readonly kind: 'stop' };

export type FloorReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'finished' }
  | { readonly kind: 'block'; readonly latencies: readonly number[]; readonly wallMs: number };
