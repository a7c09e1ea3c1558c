"""News for a person: what to tell whom, when, how often; legal notices apart, with proof of sending."""
