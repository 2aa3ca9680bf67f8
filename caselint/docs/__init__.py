"""The references as Markdown pages, made from the models, the rule language and a pack: no fact of theirs is written twice."""
