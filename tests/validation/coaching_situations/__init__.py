"""Which playbook sixty situations reach without a model, each in three wordings."""
