"""Value types that authors write in a field: dates, times, phones, money, people and texts."""
