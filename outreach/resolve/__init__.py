"""Printed names → matches."""
