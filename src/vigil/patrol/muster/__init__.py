"""The muster: which units a plan could not send, or not for their whole shift, and why, as it stood then."""
