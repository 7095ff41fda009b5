"""Adapters: one module for each server or file format behind a port."""
