import { useTranslations } from 'next-intl';
import type { CSSProperties, ReactElement, ReactNode } from 'react';
import classes from './Skeleton.module.css';

interface BarProps {
  /** in characters of what will stand there */
  readonly chars?: number;
  /** font size of what will stand there */
  readonly as?: 'fine' | 'small' | 'text' | 'lead' | 'title' | 'display';
  /** a block instead of a line, in steps of four pixels */
  readonly steps?: number;
}

/** One bar in the place of one line, exactly as high as the line that comes. */
export function Bar({ chars = 20, as = 'text', steps }: BarProps): ReactElement {
  const style = {
    '--bar-size': `var(--stoa-size-${as})`,
    inlineSize: steps === undefined ? `min(${chars}ch, 100%)` : '100%',
    ...(steps === undefined ? {} : { blockSize: `calc(var(--stoa-step) * ${steps})` }),
  } as CSSProperties;
  return <span className={steps === undefined ? classes.bar : classes.block} style={style} />;
}

interface SkeletonProps {
  /** the whole page is still to come, its heading included */
  readonly isPage?: boolean;
  readonly children: ReactNode;
}

/** The shape of what comes. Screen readers hear that it loads, once, and nothing of the bars. */
export function Skeleton({ isPage = false, children }: SkeletonProps): ReactElement {
  const t = useTranslations('web.pages');
  const Said = isPage ? 'h1' : 'span';
  return (
    <div role="status" aria-busy="true">
      <Said className="hidden">{t('loading')}</Said>
      <div aria-hidden="true">{children}</div>
    </div>
  );
}
