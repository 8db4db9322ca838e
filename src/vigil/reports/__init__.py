"""Reports: what happened, as single incidents and as counts others have published."""
