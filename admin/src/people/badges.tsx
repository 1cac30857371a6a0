import { CheckCircleOutlined, ClockCircleOutlined, DeleteOutlined, StopOutlined } from '@ant-design/icons';
import type { ComponentType } from 'react';
import { words } from '../words';
import type { PersonRow } from './question';

const LOOKS: Readonly<Record<PersonRow['state'], readonly [tone: string, Icon: ComponentType]>> = {
  active: ['olive', CheckCircleOutlined],
  unverified: ['ochre', ClockCircleOutlined],
  disabled: ['terracotta', StopOutlined],
  erased: ['quiet', DeleteOutlined],
};

/** Whether an account can be used, in a word and an icon. */
export function AccountBadge({ state }: { readonly state: PersonRow['state'] }) {
  const [tone, Icon] = LOOKS[state];
  return (
    <span className={`badge badge-${tone}`}>
      <Icon />
      {words.people.states[state]}
    </span>
  );
}

export function Roles({ roles }: { readonly roles: readonly PersonRow['roles'][number][] }) {
  return roles.map((role) => (
    <span key={role} className="badge badge-quiet">
      {words.roles[role]}
    </span>
  ));
}
