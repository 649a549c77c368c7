"""What members of the sample year claim, and what is said of it."""

RATES = {"mile": "0.45", "passenger": "0.02", "care": "12.00", "involvement": "11.50"}
NEW_MILE = "0.50"  # from the last meeting on
TRAVEL = {"what": "Saltmarsh Bay to Ashby and back", "miles": 24, "passengers": 1}
PARKING = {"what": "Ashby market place", "amount": "3.20"}
CARE = {"hours": 3}
RECEIPT_TEXT = "Ashby Town Council\nPay and display\nMarket place\n3.20 paid\n"
CARER_REASON = "The neighbour who minds the children gives no receipts"
BUS = {"what": "Bus 14, Dene to Ashby and back", "amount": "7.60", "no_receipt_reason": "The driver kept the ticket"}
TRAIN = {"what": "Train, Marl Junction to Ashby", "amount": "18.40"}
TRAIN_REASON = "Bought on my telephone, and it is gone from there"
SCREEN = {"what": "A headset, to hear the meeting from home", "amount": "16.99"}
IN_PAID_WORK = "The network pays my hours and no travel for evenings"
ACTIVITY = "Visit to Eldermere Primary School with the working group on travel"
RETURNED = "Please say which day you bought the headset, and add the receipt if you find it."
WITHDRAWN_TRIP = {"what": "My husband drove me, so it cost nothing", "miles": 6}
PAID_BY = "BACS run {day}"
