/** A case of test/golden/xgboost.json. */
export interface XgboostCase {
  readonly name: string
  /** The file as XGBoost wrote it. */
  readonly model: string
  readonly columns: number
  readonly rows: readonly (number | null)[]
  readonly margins: number[]
  readonly predictions: number[]
}

export interface XgboostTree {
  left_children: number[]
  right_children: number[]
  split_indices: number[]
  split_conditions: number[]
  split_type: number[]
  sum_hessian: number[]
  default_left: (number | boolean)[]
}

/** What is in a file. */
export interface XgboostFile {
  version: number[]
  learner: {
    feature_names: string[]
    gradient_booster: { name: string; model: { tree_info: number[]; trees: XgboostTree[] } }
    learner_model_param: { base_score: string; num_class: string; num_feature: string; num_target: string }
    objective: { name: string }
  }
}
