-- Both files below one another; the column `file` says which side a row was published for.
SELECT * FROM published_train
UNION ALL BY NAME
SELECT * FROM published_test
