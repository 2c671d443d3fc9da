"""From frames to attributions: who the speaker is, on what authority, through whom, about whom, inside what."""
