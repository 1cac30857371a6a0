import {
  FavouritePage,
  RenameSearchBody,
  SavedSearchList,
  SavedSearchView,
  SaveSearchBody,
} from '@stoa/contracts/http/savedSearches';
import { Id, PageQuery } from '@stoa/contracts/http/shared';
import { SEARCH_LIMITS } from '@stoa/domain/search';
import { z } from 'zod';
import { addFavourite, listFavourites, removeFavourite } from '../../db/queries/favourites';
import * as saved from '../../db/queries/savedSearches';
import { PARTIES } from '../access';
import { operation, type Operation } from '../operation';
import { presentTutorCard } from '../presenters/tutors';
import { instant } from '../presenters/values';
import { found, Refusal } from '../refusal';

const tag = 'Favourites';
const TutorParams = z.strictObject({ tutorId: Id });
const SearchParams = z.strictObject({ searchId: Id });
const FavouritePlace = z.object({ since: z.number(), id: z.string() });

const listMyFavourites = operation(
  {
    id: 'listFavourites',
    method: 'get',
    path: '/me/favourites',
    tag,
    summary: 'The tutors I marked, the newest first',
    query: PageQuery,
    answer: { status: 200, schema: FavouritePage },
    errors: ['cursor_invalid'],
    access: PARTIES,
    rate: 'read',
  },
  async ({ me, query: { cursor, limit }, now }, house) => {
    const list = `favourites:${me.id}`;
    const after = house.cursors.read(list, cursor, FavouritePlace);
    const items = await listFavourites(house.db, { personId: me.id, after, limit });
    const last = items.at(-1);
    return {
      items: items.map(({ tutor, bookable }) => ({ ...presentTutorCard(tutor), bookable })),
      nextCursor:
        last && items.length === limit ? house.cursors.write(list, { since: last.since, id: last.tutor.id }) : null,
      asOf: instant(now),
    };
  },
);

const markFavourite = operation(
  {
    id: 'addFavourite',
    method: 'put',
    path: '/me/favourites/{tutorId}',
    tag,
    summary: 'Mark a tutor; again changes nothing',
    params: TutorParams,
    answer: { status: 204 },
    errors: ['tutor_not_found'],
    access: PARTIES,
    rate: 'write',
  },
  async ({ me, params: { tutorId }, now }, house) => {
    if (!(await addFavourite(house.db, { personId: me.id, tutorId, at: now }))) throw new Refusal('tutor_not_found');
  },
);

const unmarkFavourite = operation(
  {
    id: 'removeFavourite',
    method: 'delete',
    path: '/me/favourites/{tutorId}',
    tag,
    summary: 'Mark a tutor no more; again changes nothing',
    params: TutorParams,
    answer: { status: 204 },
    access: PARTIES,
    rate: 'write',
  },
  ({ me, params: { tutorId } }, house) => removeFavourite(house.db, me.id, tutorId),
);

const present = ({ id, name, filters, createdAt }: saved.SavedSearch) => ({
  id,
  name,
  filters: { ...filters },
  createdAt: instant(createdAt.getTime()),
});

const listMySearches = operation(
  {
    id: 'listSavedSearches',
    method: 'get',
    path: '/me/saved-searches',
    tag,
    summary: 'My saved searches, by name',
    answer: { status: 200, schema: SavedSearchList },
    access: PARTIES,
    rate: 'read',
  },
  async ({ me, now }, house) => ({
    items: (await saved.listSavedSearches(house.db, me.id)).map(present),
    asOf: instant(now),
  }),
);

const saveMySearch = operation(
  {
    id: 'saveSearch',
    method: 'post',
    path: '/me/saved-searches',
    tag,
    summary: `Save a search under a name; ${SEARCH_LIMITS.savedSearches} at most`,
    body: SaveSearchBody,
    answer: { status: 201, schema: SavedSearchView },
    errors: ['saved_search_limit_reached', 'saved_search_name_taken'],
    access: PARTIES,
    rate: 'write',
  },
  async ({ me, body: { name, filters }, now }, house) => {
    const result = await saved.saveSearch(house.db, { personId: me.id, name, filters, at: now });
    if (result === 'taken') throw new Refusal('saved_search_name_taken');
    if (result === 'full')
      throw new Refusal('saved_search_limit_reached', { details: { limit: SEARCH_LIMITS.savedSearches } });
    return present(result);
  },
);

const renameMySearch = operation(
  {
    id: 'renameSavedSearch',
    method: 'put',
    path: '/me/saved-searches/{searchId}',
    tag,
    summary: 'Give a saved search another name',
    params: SearchParams,
    body: RenameSearchBody,
    answer: { status: 200, schema: SavedSearchView },
    errors: ['not_found', 'saved_search_name_taken'],
    access: PARTIES,
    rate: 'write',
  },
  async ({ me, params, body: { name } }, house) => {
    const result = await saved.renameSearch(house.db, { personId: me.id, id: params.searchId, name });
    if (result === 'taken') throw new Refusal('saved_search_name_taken');
    return present(found(result === 'none' ? null : result, 'not_found'));
  },
);

const deleteMySearch = operation(
  {
    id: 'deleteSavedSearch',
    method: 'delete',
    path: '/me/saved-searches/{searchId}',
    tag,
    summary: 'Delete a saved search',
    params: SearchParams,
    answer: { status: 204 },
    errors: ['not_found'],
    access: PARTIES,
    rate: 'write',
  },
  async ({ me, params }, house) => {
    if (!(await saved.deleteSearch(house.db, me.id, params.searchId))) throw new Refusal('not_found');
  },
);

export const favouriteOperations: readonly Operation[] = [
  listMyFavourites,
  markFavourite,
  unmarkFavourite,
  listMySearches,
  saveMySearch,
  renameMySearch,
  deleteMySearch,
];
