/**
 * An awk program that prints the names of the stages of a pipeline file: the keys one level below `stages:`. It reads the
 * file as people write it, without starting Node.
 */
export const stageNamesAwk =
  '/^stages:/{s=1;next} s&&/^[^ #\\t]/{s=0} s&&/^ +[A-Za-z][A-Za-z0-9_-]*:/{match($0,/^ +/);if(!d)d=RLENGTH;if(RLENGTH==d){sub(/:.*/,"");gsub(/ /,"");print}}'
