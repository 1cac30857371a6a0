import { moneyText } from '@stoa/contracts/words/format';
import { usePerson } from '../words';

export interface Amount {
  readonly amountMinor: number;
  readonly currency: string;
}

interface MoneyProps {
  readonly of: Amount;
  /** books of account: every amount carries its sign, + debit, − credit */
  readonly isSigned?: boolean;
}

const toneOf = (minor: number): string => (minor === 0 ? 'money money-zero' : 'money');

/** The only place that writes money: whole minor units in, the reader's text out. */
export function Money({ of, isSigned = false }: MoneyProps) {
  const { locale } = usePerson();
  const text = moneyText(of, locale);
  return <span className={toneOf(of.amountMinor)}>{isSigned && of.amountMinor > 0 ? `+${text}` : text}</span>;
}
