/** One row of `GET /v1/models`. `logic_level` and `primary_use` are ours and stand on groups only. */
export interface ModelObject {
  id: string;
  object: 'model';
  created: number;
  owned_by: string;
  /** Unix seconds of the day the vendor ends the model; absent where none is announced. */
  shutdown_date?: number;
  logic_level?: number;
  primary_use?: string;
}

export interface ModelList {
  object: 'list';
  data: ModelObject[];
}
