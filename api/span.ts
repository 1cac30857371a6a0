interface Asked {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const epochOf = (instant: string | undefined): number | undefined =>
  instant === undefined ? undefined : Date.parse(instant);

/** The two ends of a period that was asked for, as the queries take them: epoch ms; either may be open. */
export const spanOf = ({
  from,
  to,
}: Asked): { readonly from: number | undefined; readonly to: number | undefined } => ({
  from: epochOf(from),
  to: epochOf(to),
});
