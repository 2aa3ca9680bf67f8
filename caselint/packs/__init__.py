"""Packs: folders of rules, definitions, settings and frameworks, loaded strictly and checked."""
