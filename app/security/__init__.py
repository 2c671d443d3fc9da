"""Who may do what: keys, logins, and what every request must get past before it is answered."""
